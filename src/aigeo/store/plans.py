"""Statements put so that Neo4j plans them once, however many rows they are given."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

LISTS = "lists"
"""The parameter that holds the lists that a statement unwinds."""
_UNWOUND = re.compile(r"\bUNWIND \$(\w+) AS\b")


def planned_once(cypher: str, parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Give a statement whose unwound lists are in a map, and its parameters.

    Neo4j keeps one plan for each order of magnitude of a list that is a parameter (of none, one,
    up to 10, up to 100, … items), and making one takes 20 to 80 ms. How long a list inside a map
    is it does not look at. Statements with a parameter of that name are left as they are.
    """
    text, names = _put(cypher)
    if not names or LISTS in parameters or not names <= parameters.keys():
        return cypher, parameters
    kept = {name: value for name, value in parameters.items() if name not in names}
    return text, kept | {LISTS: {name: parameters[name] for name in names}}


@lru_cache(maxsize=1000)  # as many as the server keeps plans of
def _put(cypher: str) -> tuple[str, frozenset[str]]:
    unwound = _UNWOUND.findall(cypher)
    names = frozenset(
        name for name in unwound
        if len(re.findall(rf"\${name}\b", cypher)) == unwound.count(name)
    )  # fmt: skip

    def put(found: re.Match[str]) -> str:
        return f"UNWIND ${LISTS}.{found[1]} AS" if found[1] in names else found[0]

    return _UNWOUND.sub(put, cypher), names
