"""The last RETURN of a query: its columns and whether its rows have an order."""

from __future__ import annotations

from itertools import pairwise

from aigeo.store.lexer import Token

_ENDS = ("ORDER", "SKIP", "LIMIT", "OFFSET")
_OPEN, _CLOSE = ("(", "[", "{"), (")", "]", "}")


def returned(found: list[Token]) -> list[str]:
    """Give the column names of the last RETURN: the alias, or the text of an item without one."""
    items: list[list[Token]] = [[]]
    depth = 0
    for token in found[_last_return(found) :]:
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth == 0 and token.keyword in _ENDS:
            break
        if depth == 0 and token.text == "," and token.kind == "symbol":
            items.append([])
        elif not (token.keyword == "DISTINCT" and not items[-1]):
            items[-1].append(token)
    return [_alias(item) for item in items if item]


def final_order(found: list[Token]) -> bool:
    """Whether ORDER BY stands after the last RETURN."""
    rest = found[_last_return(found) :]
    return any(
        token.keyword == "ORDER" and following.keyword == "BY"
        for token, following in pairwise(rest)
    )


def _last_return(found: list[Token]) -> int:
    """Give the place after the last RETURN outside all brackets; the end where there is none."""
    depth, place = 0, len(found)
    for index, token in enumerate(found):
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth == 0 and token.keyword == "RETURN":
            place = index + 1
    return place


def _alias(item: list[Token]) -> str:
    if len(item) >= 2 and item[-2].keyword == "AS":
        return item[-1].value
    return "".join(token.text for token in item)
