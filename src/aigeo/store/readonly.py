"""Running a caller's own Cypher with no way to change the graph.

The embedded engine runs writes in a read transaction and Neo4j Community has no roles, so three
measures stand behind one another: the text is checked before any engine sees it, Neo4j's planner
must call it a reading statement, and it runs in a read transaction that is always rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neo4j.exceptions import Neo4jError

from aigeo.errors import QueryError
from aigeo.store.lexer import LexError, Token, tokens
from aigeo.store.store import Store

FIRST_WORDS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
"""How a statement may begin. Every administrative command begins with another word."""

WRITE_WORDS = frozenset(
    [
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "DETACH",
        "NODETACH",
        "REMOVE",
        "FOREACH",
        "INSERT",
        "DROP",
        "LOAD",
        "USE",
        "TRANSACTIONS",
    ]
)
"""Words that begin a clause which writes, reads files or leaves the transaction."""

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
        "dbms.components",
    }
)
"""Procedures that only read, in lower case."""

NAMESPACES = frozenset(
    ["date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"]
)
"""Namespaces of built-in functions; others come from plug-ins, which may do anything."""


def check(text: str) -> None:
    """Refuse a Cypher text that is not one reading statement.

    Raises QueryError with the line and the reason. The check is by allow-list where the grammar
    permits it: first words, procedures and function namespaces.
    """
    try:
        found = tokens(text)
    except LexError as error:
        raise QueryError(f"the query cannot be read: {error}") from error
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise QueryError("the query is empty", hint="give a statement that begins with MATCH")
    if found[0].keyword not in FIRST_WORDS:
        raise QueryError(
            f"a query cannot begin with {found[0].text!r}: only reading statements are run",
            hint="begin with MATCH, OPTIONAL MATCH, WITH, UNWIND, RETURN or CALL",
        )
    for index, token in enumerate(found):
        if reason := _refusal(found, index):
            raise QueryError(f"line {token.line}: {reason}", hint=_HINT)


_HINT = "the graph changes only through `aigeo load`; a name spelt like a keyword needs backticks"


def run_read_only(
    store: Store, text: str, parameters: Mapping[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """Run a caller's own reading statement; give its rows one by one.

    Raises QueryError when the text could change anything, before the engine runs it, and when the
    engine finds a fault in it.
    """
    check(text)
    text = text.strip().rstrip(";")
    try:
        # The embedded engine calls every EXPLAIN a write, so its answer says nothing.
        if store.engine == "neo4j" and (kind := store.explain(text, parameters)) not in ("r", "s"):
            raise QueryError(f"the server's planner calls this a writing statement ({kind})")
        yield from store.stream(text, parameters)
    except Neo4jError as error:
        raise QueryError(f"the engine refuses the query: {error.message}") from error


def _refusal(found: list[Token], index: int) -> str | None:
    token = found[index]
    if token.text == ";" and token.kind == "symbol":
        return "only one statement is run at a time"
    if _is_property(found, index):
        return None
    if token.keyword in WRITE_WORDS:
        return f"{token.keyword} is not a reading clause"
    if token.keyword == "CALL":
        return _call_refusal(found, index)
    if token.text == "(":
        return _function_refusal(found, index)
    return None


def _is_property(found: list[Token], index: int) -> bool:
    """Whether the token is a key after a dot (`n.set`), where no clause can begin."""
    if index < 2 or found[index - 1].text != ".":
        return False
    owner = found[index - 2]
    return owner.kind in ("name", "quoted", "parameter") or owner.text in (")", "]", "}")


def _call_refusal(found: list[Token], index: int) -> str | None:
    following = found[index + 1 : index + 2]
    if following and following[0].text in ("{", "("):
        return None  # a subquery; its clauses are checked like all others
    name = _dotted(found, index + 1, 1)
    if name.lower() in PROCEDURES:
        return None
    return f"procedure {name or '?'} is not one of those that only read"


def _function_refusal(found: list[Token], index: int) -> str | None:
    name = _dotted(found, index - 1, -1)
    if "." not in name or name.lower() in PROCEDURES or name.split(".")[0].lower() in NAMESPACES:
        return None
    return f"function {name} comes from a plug-in and is not run"


def _dotted(found: list[Token], start: int, step: int) -> str:
    """Give the dotted name that starts or (step -1) ends at `start`."""
    parts: list[str] = []
    position, want_name = start, True
    while 0 <= position < len(found):
        token = found[position]
        if want_name and token.kind in ("name", "quoted"):
            parts.append(token.value)
        elif want_name or token.text != ".":
            break
        want_name = not want_name
        position += step
    return ".".join(parts[::step])
