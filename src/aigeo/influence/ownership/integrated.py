"""Direct and indirect shares over all chains of ownership, cycles included.

With A the matrix of direct shares (A_ij is what i holds of j), the share over all chains is
A + A² + A³ + … = A (I − A)⁻¹: F. Brioschi, L. Buzzacchi and M. G. Colombo, Risk capital financing
and the separation of ownership and control in business groups, Journal of Banking and Finance 13
(1989) 747-772. The sum exists when no group of entities is wholly owned by its own members.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import spsolve

from aigeo.influence.ownership.holdings import WHOLE, Holding

Shares = npt.NDArray[np.float64]
CLOSED = 1.0 - 1e-9
DENSE = 400
"""Largest group whose spectral radius is computed from all eigenvalues."""
POWER_STEPS = 200


@dataclass(frozen=True, slots=True)
class Integrated:
    """Shares in percent of one entity by owner: bounds, and what the stated shares give.

    `stated` is None where it rests on a share that nobody states, or on a group that owns itself
    wholly. `closed` lists such groups.
    """

    low: dict[str, float]
    high: dict[str, float]
    stated: dict[str, float | None]
    closed: tuple[tuple[str, ...], ...]
    own: float
    """What the entity holds of itself through cycles, in percent, by the stated shares."""


def integrated(entity: str, holdings: Sequence[Holding]) -> Integrated:
    """Give every party's direct and indirect share of an entity.

    `holdings` are those on all chains to the entity.
    """
    parties = sorted({h.owner for h in holdings} | {h.entity for h in holdings} | {entity})
    at = {party: n for n, party in enumerate(parties)}
    target = at[entity]

    def solve(value: Callable[[Holding], float]) -> tuple[Shares, list[list[int]], Shares]:
        a = _matrix(holdings, at, value)
        groups = closed_groups(a)
        shares, own = _column(_without_inner(a, groups), target)
        return shares, groups, own

    low, low_closed, _ = solve(lambda h: h.low)
    high, high_closed, _ = solve(lambda h: h.high)
    stated, closed, own = solve(lambda h: 0.0 if h.stated is None else h.stated)
    unknown = _owners_through(
        parties, at, holdings, target, {h.owner for h in holdings if h.stated is None}, closed
    )
    unbounded = _owners_through(parties, at, holdings, target, set(), high_closed + low_closed)
    others = [n for n in range(len(parties)) if n != target]
    return Integrated(
        low={parties[n]: min(WHOLE, WHOLE * low[n]) for n in others},
        high={parties[n]: WHOLE if n in unbounded else min(WHOLE, WHOLE * high[n]) for n in others},
        stated={parties[n]: None if n in unknown else WHOLE * stated[n] for n in others},
        closed=tuple(tuple(parties[n] for n in group) for group in closed),
        own=WHOLE * float(own[target] - 1.0),
    )


def _matrix(
    holdings: Sequence[Holding], at: dict[str, int], value: Callable[[Holding], float]
) -> csr_array:
    rows = [at[h.owner] for h in holdings]
    columns = [at[h.entity] for h in holdings]
    data = np.array([value(h) / WHOLE for h in holdings], dtype=np.float64)
    return csr_array((data, (rows, columns)), shape=(len(at), len(at)))


def _column(a: csr_array, target: int) -> tuple[Shares, Shares]:
    """Solve for one entity: its owners' shares, and the column of (I − A)⁻¹."""
    unit = np.zeros(a.shape[0])
    unit[target] = 1.0
    inverse = np.asarray(spsolve(csc_array(eye_array(a.shape[0]) - a), unit)).reshape(-1)
    return np.asarray(a @ inverse), inverse


def closed_groups(a: csr_array) -> list[list[int]]:
    """Give the groups of entities for which the sum over all chains does not exist.

    They are strongly connected and the spectral radius of their shares in each other is 1 or more.
    """
    count, label = connected_components(a, directed=True, connection="strong")
    if count == a.shape[0] and not a.diagonal().any():
        return []
    members: dict[int, list[int]] = {}
    for n, group in enumerate(label):
        members.setdefault(int(group), []).append(n)
    return [
        group
        for group in members.values()
        if (len(group) > 1 or a[group[0], group[0]]) and _radius(a, group) >= CLOSED
    ]


def _radius(a: csr_array, group: list[int]) -> float:
    inner = a[group, :][:, group]
    columns = np.asarray(inner.sum(axis=0)).reshape(-1)
    if columns.max() < CLOSED:
        return float(columns.max())  # a bound is enough: the radius is no more than this norm
    if len(group) <= DENSE:
        return float(np.abs(np.linalg.eigvals(inner.toarray())).max())
    vector = np.ones(len(group))
    norm = 0.0
    for _ in range(POWER_STEPS):
        vector = inner @ vector + vector  # shifted, so that cycles of one length converge too
        norm = float(vector.max())
        vector = vector / norm
    return norm - 1.0


def _without_inner(a: csr_array, groups: list[list[int]]) -> csr_array:
    """Leave out the shares that members of a closed group hold of each other."""
    if not groups:
        return a
    label = np.full(a.shape[0], -1)
    for number, group in enumerate(groups):
        label[group] = number
    entries = a.tocoo()
    row, column = entries.coords
    keep = (label[row] != label[column]) | (label[row] < 0)
    return csr_array((entries.data[keep], (row[keep], column[keep])), shape=a.shape)


def _owners_through(
    parties: Sequence[str],
    at: dict[str, int],
    holdings: Sequence[Holding],
    target: int,
    unknown_owners: set[str],
    groups: list[list[int]],
) -> set[int]:
    """Give the owners with a chain to the target over an unknown share or a closed group."""
    above: dict[int, set[int]] = {n: set() for n in range(len(parties))}
    start: set[int] = {n for group in groups for n in group}
    for holding in holdings:
        above[at[holding.entity]].add(at[holding.owner])
        if holding.stated is None and holding.owner in unknown_owners:
            start.add(at[holding.owner])
    reached, waiting = set(start), list(start)
    while waiting:
        for owner in above[waiting.pop()]:
            if owner not in reached:
                reached.add(owner)
                waiting.append(owner)
    return reached - {target}
