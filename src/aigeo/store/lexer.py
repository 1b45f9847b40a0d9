"""Tokens of a Cypher text, for the read-only guard and the linter of saved queries.

Follows the lexical rules that Neo4j 5 and the embedded engine share: strings with backslash
escapes, doubled backticks in quoted names, comments that do not nest. What the two engines could
read differently (unicode escapes, control characters, text outside ASCII in code) is an error
here, so that a text means the same to this module and to both engines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "quoted", "string", "number", "parameter", "symbol", "comment"]

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\n]+)
    | (?P<comment>//[^\n]* | /\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<parameter>\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|`(?:[^`]|``)*`))
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<symbol>\.\.|<>|<=|>=|=~|\+=|::|\|\||[!%&(-/:-?\[\]^{-}])
    """,
    re.VERBOSE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPE = re.compile(r"\\u", re.IGNORECASE)


class LexError(ValueError):
    """A text that cannot be read as Cypher in one way only; the message names the line."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, the text as written, and the line (from 1) where it starts."""

    kind: Kind
    text: str
    line: int

    @property
    def value(self) -> str:
        """The name that a name, quoted name or parameter stands for; otherwise the text."""
        if self.kind == "parameter":
            return _unquote(self.text[1:])
        return _unquote(self.text) if self.kind == "quoted" else self.text

    @property
    def keyword(self) -> str:
        """The upper-case word of an unquoted name, "" for every other token."""
        return self.text.upper() if self.kind == "name" else ""


def tokens(text: str, comments: bool = False) -> list[Token]:
    """Split Cypher into tokens, without white space and (unless asked) without comments.

    Raises LexError for an open string, quoted name or comment, for control characters and unicode
    escapes anywhere, and for characters outside ASCII in code.
    """
    text = text.replace("\r\n", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LexError(f"line {line}: control character {found.group()!r}")
    if found := _ESCAPE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LexError(f"line {line}: unicode escape \\u; write the character itself")
    return [token for token in _split(text) if comments or token.kind != "comment"]


def _split(text: str) -> Iterator[Token]:
    position, line = 0, 1
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise LexError(f"line {line}: {_complaint(text, position)}")
        word, kind = found.group(), found.lastgroup
        if word[0] == "/" and kind == "symbol" and text.startswith("/*", position):
            raise LexError(f"line {line}: comment without its end */")
        if kind != "space":
            yield Token(kind, word, line)  # type: ignore[arg-type]  # the groups are the kinds
        line += word.count("\n")
        position = found.end()


def _complaint(text: str, position: int) -> str:
    character = text[position]
    if character in "'\"":
        return "string without its closing quote"
    if character == "`":
        return "quoted name without its closing backtick"
    if not character.isascii():
        return f"{character!r} outside quotes; put names that are not ASCII in backticks"
    return f"unexpected {character!r}"


def _unquote(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name
