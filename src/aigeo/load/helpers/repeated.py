"""Entries of one list that share a name: one party, or several to be kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from aigeo.load.helpers.names import clean

if TYPE_CHECKING:
    from aigeo.load.rows import Row


def keys_apart(
    rows: Iterable[Row], *, column: str, same: Callable[[Row, Row], bool], key: Callable[[Row], str]
) -> dict[int, str]:
    """Give, by row number, a key for each row whose name stands for several parties.

    Rows whose names are equal but for case and spaces are one party when `same` links them,
    directly or through others; a name with one party gets no key. The key of a party is the
    least `key` of its rows, so that it does not depend on their order.
    """
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        named[clean(row[column]).casefold()].append(row)
    out: dict[int, str] = {}
    for group in named.values():
        parties: list[list[Row]] = []
        for row in group:
            linked = [party for party in parties if any(same(row, other) for other in party)]
            parties = [party for party in parties if party not in linked]
            parties.append([row, *(other for party in linked for other in party)])
        if len(parties) > 1:
            for party in parties:
                least = min(key(row) for row in party)
                out.update({row.number: least for row in party})
    return out
