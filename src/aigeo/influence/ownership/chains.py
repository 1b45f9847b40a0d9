"""Chains of ownership, the largest first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from aigeo.influence.ownership.holdings import WHOLE, Holding

Chain = tuple[Holding, ...]


def chains(
    entity: str, holdings: Sequence[Holding], ends: Collection[str] = ()
) -> Iterator[tuple[float, Chain]]:
    """Give the chains that lead to an entity with their share in percent, the largest first.

    A chain starts with a party that nobody else owns, or with one of `ends`, and visits no party
    twice. Its share is the product of its holdings, of their greatest where nobody states one.
    """
    of: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        of[holding.entity].append(holding)
    order = count()
    queue: list[tuple[float, int, Chain]] = [(-1.0, next(order), ())]
    while queue:
        share, _, chain = heapq.heappop(queue)
        head = chain[0].owner if chain else entity
        on = {entity, *(h.owner for h in chain)}
        further = [h for h in of.get(head, ()) if h.owner not in on]
        if chain and (not further or head in ends):
            yield -share * WHOLE, chain
        for holding in further:
            value = holding.high if holding.stated is None else holding.stated
            heapq.heappush(queue, (share * value / WHOLE, next(order), (holding, *chain)))
