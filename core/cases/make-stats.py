"""Makes the numbers of stats.json that do not come from elsewhere: `python3 core/cases/make-stats.py` prints them (scipy 1.17.1).

The formulas of docs/statistics.md, written a second time on scipy's distributions, so that two implementations have to agree.
`published` in stats.json is not made here: these are numbers that GrowthBook's own tests of gbstats expect.
"""

import json

import numpy as np
from scipy.stats import chi2, false_discovery_control, norm, t, truncnorm


def moments(arm):
    n, mean = arm["n"], arm["sum"] / arm["n"]
    if "sumSquares" not in arm:
        return n, mean, mean * (1 - mean)
    return n, mean, (arm["sumSquares"] - arm["sum"] ** 2 / n) / (n - 1)


def ratio_moments(arm):
    n, over_mean, over = moments(arm)
    _, under_mean, under = moments({"n": n, "sum": arm["denominatorSum"], "sumSquares": arm["denominatorSumSquares"]})
    shared = (arm["sumProducts"] - arm["sum"] * arm["denominatorSum"] / n) / (n - 1)
    variance = over / under_mean**2 + under * over_mean**2 / under_mean**4 - 2 * shared * over_mean / under_mean**3
    return n, over_mean / under_mean, variance


def freedom(va, na, vb, nb):
    return (va / na + vb / nb) ** 2 / ((va / na) ** 2 / (na - 1) + (vb / nb) ** 2 / (nb - 1))


def plain_effect(a, b, difference):
    of = ratio_moments if "denominatorSum" in a else moments
    (na, ma, va), (nb, mb, vb) = of(a), of(b)
    if difference == "relative":
        effect, variance = (mb - ma) / ma, vb / nb / ma**2 + va / na * mb**2 / ma**4
    else:
        effect, variance = mb - ma, va / na + vb / nb
    return effect, variance, freedom(va, na, vb, nb), na + nb, ma, {}


def adjusted_parts(arm):
    n, is_share = arm["n"], "sumSquares" not in arm
    post = moments({key: arm[key] for key in ("n", "sum", "sumSquares") if key in arm})
    pre = moments({"n": n, "sum": arm["preSum"], **({} if is_share else {"sumSquares": arm["preSumSquares"]})})
    shared = (arm["sumProducts"] - arm["sum"] * arm["preSum"] / n) / (n if is_share else n - 1)
    return post, pre, shared


def adjusted_effect(a, b, difference):
    both = adjusted_parts({key: a[key] + b[key] for key in a})
    theta = both[2] / both[1][2]
    left = []
    for post, pre, shared in (adjusted_parts(a), adjusted_parts(b)):
        left.append((post[0], post[1] - theta * pre[1], post[2] + theta**2 * pre[2] - 2 * theta * shared))
    (na, ma, va), (nb, mb, vb) = left
    (post_a, pre_a, shared_a), (post_b, _, _) = adjusted_parts(a), adjusted_parts(b)
    if difference == "absolute":
        effect, variance = mb - ma, va / na + vb / nb
    else:
        effect, c = (mb - ma) / post_a[1], -post_b[1]
        of_a = post_a[2] * c**2 / post_a[1] ** 2 + 2 * theta * shared_a * c / post_a[1] + theta**2 * pre_a[2]
        variance = (vb / nb + of_a / na) / post_a[1] ** 2
    reduction = 1 - (va / na + vb / nb) / (post_a[2] / na + post_b[2] / nb)
    beside = {"theta": theta, "varianceReduction": max(0, reduction)}
    return effect, variance, freedom(va, na, vb, nb), na + nb, post_a[1], beside


def spread(arm):
    """The four means of a ratio with its past, and their covariances of one person."""
    n = arm["n"]
    sums = np.array([arm[key] for key in ("sum", "denominatorSum", "preSum", "preDenominatorSum")], dtype=float)
    products = np.empty((4, 4))
    for (row, column), key in {
        (0, 0): "sumSquares",
        (1, 1): "denominatorSumSquares",
        (2, 2): "preSumSquares",
        (3, 3): "preDenominatorSumSquares",
        (0, 1): "sumProducts",
        (2, 3): "preSumProducts",
        (0, 2): "numeratorPreNumerator",
        (0, 3): "numeratorPreDenominator",
        (1, 2): "denominatorPreNumerator",
        (1, 3): "denominatorPreDenominator",
    }.items():
        products[row, column] = products[column, row] = arm[key]
    return n, sums / n, (products - np.outer(sums, sums) / n) / (n - 1)


def gradients(means):
    m, d, m0, d0 = means
    return np.array([1 / d, -m / d**2, 0, 0]), np.array([0, 0, 1 / d0, -m0 / d0**2])


def ratio_theta(arm):
    _, means, cov = spread(arm)
    after, before = gradients(means)
    return after @ cov @ before / (before @ cov @ before)


def adjusted_ratio_effect(a, b, difference):
    theta = ratio_theta({key: a[key] + b[key] for key in a})
    left, plain, own = [], [], []
    for arm in (a, b):
        n, means, cov = spread(arm)
        after, before = gradients(means)
        whole = after - theta * before
        left.append((n, means[0] / means[1] - theta * means[2] / means[3], whole @ cov @ whole))
        plain.append((means[0] / means[1], after @ cov @ after))
        own.append((after, before, cov))
    (na, ma, va), (nb, mb, vb) = left
    base, lifted = plain[0][0], plain[1][0]
    if difference == "absolute":
        effect, variance = mb - ma, va / na + vb / nb
    else:
        after, before, cov = own[0]
        of_a = after * lifted / base - theta * before
        effect, variance = (mb - ma) / base, (vb / nb + of_a @ cov @ of_a / na) / base**2
    reduction = 1 - (va / na + vb / nb) / (plain[0][1] / na + plain[1][1] / nb)
    beside = {"theta": theta, "varianceReduction": max(0, reduction)}
    return effect, variance, freedom(va, na, vb, nb), na + nb, base, beside


def effect_of(a, b, difference):
    of = adjusted_ratio_effect if "preDenominatorSum" in a else adjusted_effect if "preSum" in a else plain_effect
    return of(a, b, difference)


def welch(a, b, difference="relative", alpha=0.05):
    effect, variance, degrees, *_ = effect_of(a, b, difference)
    reach = t.ppf(1 - alpha / 2, degrees) * np.sqrt(variance)
    p = 2 * t.sf(abs(effect) / np.sqrt(variance), degrees)
    return {"expected": effect, "ci": [effect - reach, effect + reach], "pValue": p}


def cuped(a, b, difference="relative", alpha=0.05):
    return {**welch(a, b, difference, alpha), **effect_of(a, b, difference)[5]}


def sequential(a, b, difference="relative", alpha=0.05, tuning=5000):
    effect, variance, _, n, *_ = effect_of(a, b, difference)
    rho = np.sqrt((-2 * np.log(alpha) + np.log(-2 * np.log(alpha) + 1)) / tuning)
    growth = n * rho**2 + 1
    reach = np.sqrt(variance * n) * np.sqrt(2 * growth * np.log(np.sqrt(growth) / alpha) / (n * rho) ** 2)
    evidence = np.exp(rho**2 * (effect**2 * n / variance) / (2 * growth)) / np.sqrt(growth)
    return {"expected": effect, "ci": [effect - reach, effect + reach], "pValue": min(1, 1 / evidence)}


def bayesian(a, b, difference="relative", inverse=False, prior=None, alpha=0.05):
    effect, variance, _, _, baseline, _ = effect_of(a, b, difference)
    precision, mean = 1 / variance, effect
    if prior:
        scale = 1 if difference == "relative" else abs(baseline)
        prior_mean, prior_variance = prior["mean"] * scale, prior["variance"] * scale**2
        precision += 1 / prior_variance
        mean = (effect / variance + prior_mean / prior_variance) / precision
    spread = np.sqrt(1 / precision)
    zero, below = (0 - mean) / spread, norm.cdf(0, mean, spread)
    loss_a = (1 - below) * truncnorm.stats(zero, np.inf, loc=mean, scale=spread, moments="m")
    loss_b = -below * truncnorm.stats(-np.inf, zero, loc=mean, scale=spread, moments="m")
    chance = norm.sf(0, mean, spread)
    return {
        "expected": mean,
        "ci": list(norm.ppf([alpha / 2, 1 - alpha / 2], mean, spread)),
        "chanceToWin": 1 - chance if inverse else chance,
        "risk": [loss_b, loss_a] if inverse else [loss_a, loss_b],
    }


def srm(counts, weights):
    arms = [(count, weight) for count, weight in zip(counts, weights) if weight > 0]
    people, whole = sum(count for count, _ in arms), sum(weight for _, weight in arms)
    expected = [weight / whole * people for _, weight in arms]
    return chi2.sf(sum((count - e) ** 2 / e for (count, _), e in zip(arms, expected)), len(arms) - 1)


def power(plan, lift, people):
    mean, alpha = plan["baseline"]["mean"], plan["alpha"]
    other = mean * (1 + lift)
    of_a = plan["baseline"].get("variance", mean * (1 - mean))
    of_b = plan["baseline"].get("variance", other * (1 - other))
    variance = (of_b / plan["shares"][1] + of_a * (1 + lift) ** 2 / plan["shares"][0]) / mean**2
    spread, reach = np.sqrt(variance / people), norm.ppf(1 - alpha / 2) * np.sqrt(variance / people)
    if plan["sequentialTuning"]:
        rho = np.sqrt((-2 * np.log(alpha) + np.log(-2 * np.log(alpha) + 1)) / plan["sequentialTuning"])
        growth = people * rho**2 + 1
        reach = np.sqrt(variance * 2 * growth * np.log(np.sqrt(growth) / alpha) / (people * rho) ** 2)
    return norm.sf((reach - abs(lift)) / spread) + norm.cdf(-(reach + abs(lift)) / spread)


def holm(p_values):
    order, adjusted, least = np.argsort(p_values), [0.0] * len(p_values), 0
    for rank, place in enumerate(order):
        least = max(least, min(1, p_values[place] * (len(p_values) - rank)))
        adjusted[place] = least
    return adjusted


def again(kept):
    """The numbers of stats.json, made again from what stands in it as given."""
    tests = {"welch": welch, "sequential": sequential, "bayesian": bayesian, "cuped": cuped}
    cells = {
        "normalAbove": norm.sf,
        "normalExceededBy": norm.isf,
        "studentAbove": t.sf,
        "studentExceededBy": t.isf,
        "chiSquareAbove": chi2.sf,
    }
    p_values = kept["multiple"]["pValues"]
    return {
        "tests": [{**one, "expected": tests[one["test"]](one["a"], one["b"], **one["options"])} for one in kept["tests"]],
        "srm": [[counts, weights, p if p in (0, 1) else srm(counts, weights)] for counts, weights, p in kept["srm"]],
        "multiple": {
            "pValues": p_values,
            "holm": holm(p_values),
            "benjaminiHochberg": list(false_discovery_control(p_values)),
        },
        "distributions": {name: [[*row[:-1], cells[name](*row[:-1])] for row in rows] for name, rows in kept["distributions"].items()},
        "power": [{**one, "power": power(one["plan"], one["lift"], one["people"])} for one in kept["power"]],
    }


if __name__ == "__main__":
    path = __file__.replace("make-stats.py", "stats.json")
    kept = json.load(open(path, encoding="utf-8"))
    print(json.dumps({**kept, **again(kept)}, indent="\t", default=float))
