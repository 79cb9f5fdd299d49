"""The Pareto front: what nothing else beats in both of two respects (Pareto, "Manuale di economia politica", 1906)."""

from collections.abc import Sequence


def pareto_front(points: Sequence[tuple[float, float]], *, higher_is_better: bool) -> tuple[int, ...]:
    """Return the places of the points `(cost, result)` that no other point beats, from the cheapest on.

    A point is beaten by one that costs no more and reaches no less, and is better in one of the two. All values must
    be finite.
    """
    sign = -1.0 if higher_is_better else 1.0
    order = sorted(range(len(points)), key=lambda place: (points[place][0], sign * points[place][1]))
    found: list[int] = []
    for place in order:
        if not found or sign * points[place][1] < sign * points[found[-1]][1] or points[place] == points[found[-1]]:
            found.append(place)
    return tuple(found)
