"""Labels, relation types and path lengths in the patterns of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aigeo.model.vocabulary import vocabulary
from aigeo.store.lexer import Token

STORED_LABELS = frozenset(
    {"Statement", "Source", "Load", "Name", "Judgement", "Identity", "Meta", "Change",
     "CandidatePair"}
)  # fmt: skip
"""Labels of the stored form beside the entity types (docs/architecture.md)."""

STORED_TYPES = frozenset({"FROM", "NAMES"})
_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def names_used(found: Sequence[Token]) -> Iterator[str]:
    """Give a fault for each label and relation type that the vocabulary does not have.

    Also for `!` in a pattern, which the embedded engine does not read.
    """
    schema = vocabulary()
    labels = STORED_LABELS | set(schema.entity_types)
    types = STORED_TYPES | set(schema.relation_types)
    for token, place in _after_colon(found):
        if token.text == "!":
            yield f"line {token.line}: '!' in a pattern is not in the common subset"
        elif token.kind not in ("name", "quoted"):
            yield f"line {token.line}: a label or type must be written out, not {token.text!r}"
        elif place == "relation" and token.value not in types:
            yield f"line {token.line}: unknown relation type {token.value}"
        elif place == "node" and token.value not in labels:
            yield f"line {token.line}: unknown label {token.value}"


def unbounded(found: Sequence[Token]) -> Iterator[str]:
    """Give a fault for each variable-length pattern without a largest length."""
    for index, token in enumerate(found):
        if token.text == "*" and _in_relation(found, index):
            rest = found[index + 1 : index + 4]
            texts = [t.text for t in rest]
            exact = bool(rest) and rest[0].kind == "number" and texts[1:2] != [".."]
            ranged = ".." in texts and rest[texts.index("..") + 1 :][:1]
            if not exact and not (ranged and ranged[0].kind == "number"):
                yield f"line {token.line}: path length without a maximum"
        if token.text in ("+", "*") and index and _is_quantifier(found, index):
            yield f"line {token.line}: path length without a maximum"
        if token.text == "{" and index and found[index - 1].text == ")":
            inner = [t.text for t in found[index + 1 : index + 4]]
            if inner[-1:] == ["}"] and inner[1:2] == [","]:
                yield f"line {token.line}: path length without a maximum"


def foreign_properties(found: Sequence[Token]) -> Iterator[Token]:
    """Give the `{` of each pattern map that reads a property of another variable.

    `MATCH (s:Statement {fact: r.id})` finds nothing on the embedded engine when `r` is a
    relationship, without an error.
    """
    stack: list[int] = []
    for index, token in enumerate(found):
        if token.text in _CLOSING:
            if token.text == "{" and stack and _is_pattern(found, stack[-1]):
                inner = found[index + 1 : _closing(found, index)]
                values = zip(inner, inner[1:], inner[2:], inner[3:], strict=False)
                if any(
                    colon.text == ":" and name.kind in ("name", "quoted") and dot.text == "."
                    for colon, name, dot, _ in values
                ):
                    yield token
            stack.append(index)
        elif token.text in _CLOSING.values() and stack:
            stack.pop()


def _is_pattern(found: Sequence[Token], opening: int) -> bool:
    """Whether a bracket opens a node or a relation, not the arguments of a function."""
    if found[opening].text == "[":
        return _is_relation(found, opening)
    if found[opening].text != "(" or not opening:
        return False
    before = found[opening - 1]
    return before.kind == "symbol" or before.keyword in ("MATCH", "WHERE", "AND", "OR", "NOT")


def _closing(found: Sequence[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(found)):
        depth += (found[index].text in _CLOSING) - (found[index].text in _CLOSING.values())
        if depth == 0:
            return index
    return len(found)


def _is_quantifier(found: Sequence[Token], index: int) -> bool:
    """Whether `+` or `*` stands between two parts of a pattern, `(…)+ (`, and not in a sum."""
    before, after = found[index - 1], found[index + 1 : index + 2]
    if before.text != ")" or not after or after[0].text != "(":
        return False
    opening = _opening(found, index - 1)
    return any(t.text == "-" for t in found[opening:index])


def _opening(found: Sequence[Token], closing: int) -> int:
    depth = 0
    for index in range(closing, -1, -1):
        depth += (found[index].text == ")") - (found[index].text == "(")
        if depth == 0:
            return index
    return 0


def _in_relation(found: Sequence[Token], index: int) -> bool:
    stack: list[int] = []
    for position in range(index):
        if found[position].text in _CLOSING:
            stack.append(position)
        elif found[position].text in _CLOSING.values() and stack:
            stack.pop()
    return bool(stack) and _is_relation(found, stack[-1])


def _is_relation(found: Sequence[Token], opening: int) -> bool:
    return found[opening].text == "[" and opening > 0 and found[opening - 1].text == "-"


def _after_colon(found: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Give each token of a label or type expression, with "node" or "relation"."""
    stack: list[int] = []
    for index, token in enumerate(found):
        if token.text in _CLOSING:
            stack.append(index)
        elif token.text in _CLOSING.values() and stack:
            stack.pop()
        elif token.text == ":" and not _is_map(found, stack):
            place = "relation" if stack and _is_relation(found, stack[-1]) else "node"
            for part in _expression(found, index + 1):
                yield part, place


def _expression(found: Sequence[Token], start: int) -> Iterator[Token]:
    """Give the names (and `!`) of `A|B&!C`, without the signs that join them."""
    index, want_name = start, True
    while index < len(found):
        token = found[index]
        if token.text == "!" and want_name:
            yield token
        elif want_name:
            yield token
            want_name = False
        elif token.text in ("|", "&"):
            want_name = True
            if found[index + 1 : index + 2] and found[index + 1].text == ":":
                index += 1  # the older way of writing, A|:B
        else:
            return
        index += 1


def _is_map(found: Sequence[Token], stack: Sequence[int]) -> bool:
    """Whether a colon here parts a key from its value."""
    if not stack or found[stack[-1]].text != "{":
        return False
    return stack[-1] == 0 or found[stack[-1] - 1].keyword not in _SUBQUERIES
