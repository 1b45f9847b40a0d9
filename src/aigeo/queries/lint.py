"""Whether a saved query keeps to what Neo4j and the embedded engine both do, and do alike.

Each rule stands for a difference that was measured (docs/how-to/write-a-query.md): a construct
that one engine refuses, or worse, answers wrongly without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aigeo.errors import QueryError
from aigeo.queries.header import parse
from aigeo.queries.patterns import foreign_properties, names_used, unbounded
from aigeo.queries.runner import BOUND
from aigeo.queries.saved import AS_OF, SavedQuery
from aigeo.queries.shape import final_order, returned
from aigeo.store.lexer import LexError, Token, tokens
from aigeo.store.readonly import check

EVIDENCE = (("quote", "quotes"), ("source", "sources"), ("date", "dates"))
"""Columns of which every answer has at least one each: nothing is said without evidence."""

_REFUSED_WORDS = {
    "CALL": "CALL is not in the common subset; use MATCH, or a subquery in EXISTS or COUNT",
    "UNION": "UNION has no order over its parts on both engines; use one MATCH with alternatives",
    "SHORTEST": "SHORTEST is Neo4j's alone; use a quantified pattern ordered by length",
}
_REFUSED_FUNCTIONS = {
    "elementid": "elementId is not stable; use the property id",
    "id": "id() is not stable; use the property id",
    "shortestpath": "shortestPath with a condition on the path gives nothing on the embedded "
    "engine; use a quantified pattern with the condition inside, ordered by length",
    "allshortestpaths": "allShortestPaths with a condition on the path gives nothing on the "
    "embedded engine; use a quantified pattern ordered by length",
    "rand": "rand() gives other rows each time",
    "randomuuid": "randomUUID() gives other rows each time",
    "timestamp": "use $as_of, not the clock",
    "date": "dates are ISO text here; compare with $as_of",
    "datetime": "dates are ISO text here; compare with $as_of",
}

_PATH_FUNCTIONS = ("shortestpath", "allshortestpaths")


def lint(text: str, path: Path | None = None) -> list[str]:
    """Give the faults of a saved query's text, each as one sentence with its line; [] if none.

    `path` names the file in messages about the header.
    """
    try:
        query = parse(text, path or Path("query.cypher"))
    except QueryError as error:
        return [error.message]
    try:
        found = tokens(query.cypher)
        check(query.cypher)
    except LexError as error:
        return [str(error)]
    except QueryError as error:
        return [error.message]
    return [
        *_constructs(found),
        *_silent(found),
        *names_used(found),
        *unbounded(found),
        *_contract(query, found),
    ]


def _constructs(found: list[Token]) -> Iterator[str]:
    for index, token in enumerate(found):
        following = found[index + 1].text if index + 1 < len(found) else ""
        preceding = found[index - 1].text if index else ""
        if preceding == ".":
            continue
        if reason := _REFUSED_WORDS.get(token.keyword):
            yield f"line {token.line}: {reason}"
        function = token.text.lower()
        if function in _PATH_FUNCTIONS:
            continue  # among the silent ones
        if following == "(" and (reason := _REFUSED_FUNCTIONS.get(function)):
            yield f"line {token.line}: {reason}"


def traps(text: str) -> list[str]:
    """Give what the embedded engine answers wrongly without a word, each as one sentence."""
    return list(_silent(tokens(text)))


def _silent(found: list[Token]) -> Iterator[str]:
    for index, token in enumerate(found):
        following = found[index + 1].text if index + 1 < len(found) else ""
        if token.keyword == "COLLECT" and following == "(" and _indexed(found, index + 1):
            yield (
                f"line {token.line}: collect(…)[…] is silently wrong on the embedded engine; "
                "name the list in WITH first"
            )
        if token.text.lower() in _PATH_FUNCTIONS and following == "(":
            yield f"line {token.line}: {_REFUSED_FUNCTIONS[token.text.lower()]}"
    for token in foreign_properties(found):
        yield (
            f"line {token.line}: a property of another variable inside {{…}} of a pattern can "
            "silently find nothing on the embedded engine; compare in WHERE"
        )


def _indexed(found: list[Token], opening: int) -> bool:
    """Whether the bracket that closes the one at `opening` is followed by an index."""
    depth = 0
    for index in range(opening, len(found)):
        depth += {"(": 1, ")": -1}.get(found[index].text, 0)
        if depth == 0:
            return index + 1 < len(found) and found[index + 1].text == "["
    return False


def _contract(query: SavedQuery, found: list[Token]) -> Iterator[str]:
    used = {token.value for token in found if token.kind == "parameter"}
    declared = {parameter.name for parameter in query.parameters}
    bounds = {mark["name"]: int(mark["value"]) for mark in BOUND.finditer(query.cypher)}
    if AS_OF.name not in used:
        yield "$as_of is not used: every answer holds on a day"
    for name in sorted(used - declared - {AS_OF.name}):
        yield f"${name} is not declared in the header"
    for name in sorted(declared - used - set(bounds)):
        yield f"parameter {name} is declared and not used"
    for name, value in sorted(bounds.items()):
        parameter = query.parameter(name)
        if parameter is None or parameter.type != "integer" or parameter.minimum is None:
            yield f"path length ${name} must be declared as an integer with min and max"
        elif parameter.maximum != value:
            yield f"path length ${name}: the number in the query must be its max"
        elif not parameter.required and parameter.default is None:
            yield f"path length ${name} must be required or have a default"
    if not final_order(found):
        yield "the last RETURN has no ORDER BY: the two engines would order the rows differently"
    columns = returned(found)
    if columns != list(query.columns):
        yield f"the header's columns {list(query.columns)} are not the ones returned, {columns}"
    for names in EVIDENCE:
        if not set(names) & set(query.columns):
            yield f"no column {' or '.join(names)}: every row carries its evidence"
