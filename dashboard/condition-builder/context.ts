import { createContext } from 'preact';
import { useContext, useEffect, useId } from 'preact/hooks';
import type { Segment } from '../shapes/segments.ts';
import type { SeenPath, Vocabulary } from '../shapes/vocabulary.ts';

/** What the rows of one builder share. */
export interface Building {
	readonly vocabulary: Vocabulary;
	readonly segments: readonly Segment[];
	/** Journeys may count since the enrollment began. */
	readonly enrollment: boolean;
	/** What the compiler refuses first, if it does. */
	readonly refused: { readonly path: string; readonly message: string; readonly hint: string | undefined } | null;
	/** A box of JSON says whether its text can be read. */
	readonly report: (box: string, broken: boolean) => void;
}

export const BuildingContext = createContext<Building>({
	vocabulary: { events: [], attributes: [] },
	segments: [],
	enrollment: false,
	refused: null,
	report: () => undefined,
});

export function useBuilding(): Building {
	return useContext(BuildingContext);
}

/** What attributes rows can ask about: of a person; or of an event, in its `where`; or of an item of a list. */
export interface Scope {
	readonly of: 'person' | 'object';
	readonly paths: readonly SeenPath[];
}

export const ScopeContext = createContext<Scope>({ of: 'person', paths: [] });

export function useScope(): Scope {
	return useContext(ScopeContext);
}

/** Tells the builder, while this box is there, whether its text can be read. */
export function useBroken(broken: boolean): void {
	const { report } = useBuilding();
	const id = useId();
	useEffect(() => {
		report(id, broken);
		return () => report(id, false);
	}, [broken]);
}
