/** What the deliveries queue carries: where the truth about a delivery is, never the message itself. */
export interface DeliveryTicket {
	readonly profileId: string;
	readonly deliveryId: string;
}
