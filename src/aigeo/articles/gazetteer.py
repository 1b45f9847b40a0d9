"""The shipped gazetteer: names of firms, agencies, chips, models, policies, countries and places.

Entries have stable ids: `cc:<iso2>` for countries, `gov:<iso2>` for their governments, else
`<type>:<slug>`. The file is built by `benchmarks/extraction/build_gazetteer.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from aigeo.articles.text import Token, tokenise

_FILE = "gazetteer.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One named thing. `adjectives` ("Chinese") name a country only beside its noun."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Match:
    """Entries whose alias stands at tokens[first:last]."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    adjective: bool = False


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    leaves: list[tuple[str, Entry, bool]] = field(default_factory=list)


class Gazetteer:
    """Longest-match lookup of names in tokens, and lookup of one name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root = _Node()
        self._by_id: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_id[entry.id] = entry
            for alias in entry.names:
                self._add(alias, entry, adjective=False)
            for alias in entry.adjectives:
                self._add(alias, entry, adjective=True)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id.values())

    def _add(self, alias: str, entry: Entry, *, adjective: bool) -> None:
        tokens = tokenise(alias)
        if not tokens:
            return
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token.text.casefold(), _Node())
        node.leaves.append((alias, entry, adjective))
        if not adjective:
            self._by_name.setdefault(alias.casefold(), []).append(entry)

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id."""
        return self._by_id.get(entry_id)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Entries with this name or alias, whatever its case; several where it is ambiguous."""
        return tuple(dict.fromkeys(self._by_name.get(name.strip().casefold(), ())))

    def matches(self, tokens: Sequence[Token], text: str) -> list[Match]:
        """Longest matches from left to right, without overlap. `text` is the tokens' own text."""
        out: list[Match] = []
        at = 0
        while at < len(tokens):
            found = self._longest(tokens, at, text)
            if found is None:
                at += 1
            else:
                out.append(found)
                at = found.last
        return out

    def _longest(self, tokens: Sequence[Token], at: int, text: str) -> Match | None:
        node: _Node | None = self._root
        best: Match | None = None
        for index in range(at, len(tokens)):
            assert node is not None  # noqa: S101 - narrows the type; set below
            if index > at and "\n" in text[tokens[index - 1].end : tokens[index].start]:
                break
            node = node.children.get(tokens[index].text.casefold())
            if node is None:
                break
            if node.leaves:
                surface = text[tokens[at].start : tokens[index].end]
                hits = [leaf for leaf in node.leaves if _case_fits(leaf[0], surface)]
                if hits:
                    nouns = [leaf for leaf in hits if not leaf[2]]
                    chosen = nouns or hits
                    best = Match(
                        at, index + 1, tuple(leaf[1] for leaf in chosen), adjective=not nouns
                    )
        return best


def _case_fits(alias: str, surface: str) -> bool:
    """Names keep their capitals; lower-case terms may start a sentence, headlines may shout."""
    if alias == surface or (surface.isupper() and len(surface) > 3):
        return True
    if alias.islower():
        return surface[1:] == alias[1:] or surface.istitle()
    flat_alias, flat = alias.replace("\n", " ").split(), surface.replace("\n", " ").split()
    return len(flat) > 1 and flat[0][0].isupper() and flat_alias == flat


def read_entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Entries from JSON lines with the fields of `Entry`; empty fields may be left out."""
    for line in lines:
        if line.strip():
            row = json.loads(line)
            yield Entry(
                id=row["id"],
                type=row["type"],
                name=row["name"],
                aliases=tuple(row.get("aliases", ())),
                adjectives=tuple(row.get("adjectives", ())),
                country=row.get("country"),
                part_of=row.get("part_of"),
            )


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    file = resources.files("aigeo.articles") / "data" / _FILE
    with file.open(encoding="utf-8") as lines:
        return Gazetteer(read_entries(lines))
