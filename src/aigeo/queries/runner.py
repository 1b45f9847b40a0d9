"""Running a saved query: parameters checked, names resolved, rows in the order of the query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from neo4j.exceptions import Neo4jError

from aigeo.errors import QueryError, UsageError
from aigeo.queries.saved import AS_OF, SavedQuery
from aigeo.queries.values import checked
from aigeo.resolve.find import find
from aigeo.store import Store
from aigeo.store.readonly import check

BOUND = re.compile(r"/\*\s*\$(?P<name>[a-z][a-z0-9_]*)\s*\*/\s*(?P<value>[0-9]+)")
"""A number that stands for a parameter where Cypher takes none: `{1,/* $max_hops */ 5}`."""

Row = dict[str, Any]


def run(store: Store, query: SavedQuery, parameters: Mapping[str, Any]) -> list[Row]:
    """Run a saved query; give its rows, with the columns that its header names.

    `parameters` are typed values or text; those missing take their defaults, `as_of` is today
    unless given. Raises UsageError for a parameter that is unknown, missing or of the wrong type,
    NotFoundError or AmbiguousNameError for a name that stands for no or for several entities, and
    QueryError when the query writes or the engine refuses it.
    """
    check(query.cypher)
    bound = bind(store, query, parameters)
    try:
        return store.read(with_bounds(query, bound), bound)
    except Neo4jError as error:
        raise QueryError(f"{query.path}: the engine refuses the query: {error.message}") from error


def bind(store: Store, query: SavedQuery, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Give all parameters of a query as the engine gets them: typed, entities as canonical ids.

    Raises UsageError, NotFoundError or AmbiguousNameError; see `run`.
    """
    for name in parameters:
        if query.parameter(name) is None:
            known = ", ".join(p.name for p in (*query.parameters, AS_OF))
            raise UsageError(
                f"query {query.name} has no parameter {name!r}", hint=f"it has {known}"
            )
    bound: dict[str, Any] = {"as_of": date.today().isoformat()}
    for parameter in (*query.parameters, AS_OF):
        given = parameters.get(parameter.name)
        if given is not None:
            value = checked(parameter, given)
            bound[parameter.name] = find(store, value) if parameter.type == "entity" else value
        elif parameter.required:
            raise UsageError(
                f"query {query.name} needs parameter {parameter.name}: {parameter.description}",
                hint=f"give it with -p {parameter.name}=…",
            )
        elif parameter is not AS_OF:
            default = parameter.default
            if default is not None and parameter.type == "entity":
                default = find(store, default)
            bound[parameter.name] = default
    return bound


def with_bounds(query: SavedQuery, bound: Mapping[str, Any]) -> str:
    """Give the Cypher with the numbers of path lengths set from integer parameters.

    Cypher takes no parameter there. The file holds a number that runs as it is (the largest
    allowed), marked by a comment, and only a checked integer ever takes its place.
    """

    def number(mark: re.Match[str]) -> str:
        value = bound.get(mark["name"])
        return mark["value"] if value is None else str(int(value))

    return BOUND.sub(number, query.cypher)
