"""Things whose names share a block with a new one, and what the matcher makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aigeo.model.blocking import LONG, acronym, blocks
from aigeo.resolve.matcher import Matcher
from aigeo.store import Store

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate, LocalNames

MOST = 20
"""Things of one block that are compared; a block of more says too little."""
PAIRS_KEPT = 3
"""Candidate pairs kept for one new thing."""
_FIELDS = {"core": ("core",), "sound": ("sound",), "long": LONG, "id": ("id",)}


def keys_of(candidate: Candidate, words: Mapping[str, float]) -> set[tuple[str, str]]:
    """Give the (kind, text) of the blocks of a candidate's names; words in common use are none."""
    found: set[tuple[str, str]] = set()
    for key in candidate.name_keys():
        for block, text in blocks(key).items():
            if block not in LONG:
                found.add((block, text))
            elif text not in words:
                found.add(("long", text))
        if (initials := acronym(key)) is not None:
            found.add(("id", initials))
    return found


def stored(
    store: Store, keys: Iterable[tuple[str, str]], made: Callable[[Mapping[str, Any]], Candidate]
) -> dict[tuple[str, str], list[Candidate]]:
    """Give the entities of the graph in each block; none of a block that holds too many."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for kind, text in sorted(set(keys)):
        wanted[kind].append(text)
    out: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for kind, texts in wanted.items():
        for field in _FIELDS[kind]:
            for row in store.read(
                f"UNWIND $texts AS text MATCH (n:Name {{{field}: text}})-[:NAMES]->(e:Entity) "
                "RETURN DISTINCT text, e.id AS id, e.type AS type, e.name AS name, "
                "e.aliases AS aliases, e.countries AS countries, "
                "e.external_ids AS external_ids, coalesce(e.generic, false) AS generic",
                {"texts": texts},
            ):
                out[kind, row["text"]].append(made(row))
    return {key: found for key, found in out.items() if len(found) <= MOST}


@dataclass(frozen=True, slots=True)
class Blocked:
    """The blocks of one batch: what the graph has, and what this load has added."""

    matcher: Matcher
    graph: Mapping[tuple[str, str], list[Candidate]]
    local: LocalNames

    def note(self, candidate: Candidate) -> None:
        """Remember a new thing under its blocks."""
        for kind, text in keys_of(candidate, self.matcher.words):
            if kind != "id":
                self.local.add(f"{kind}\x00{text}", candidate)
        for key in candidate.name_keys():
            self.local.add(f"id\x00{key}", candidate)

    def likely(self, candidate: Candidate) -> Iterator[tuple[Candidate, float, bool]]:
        """Give what may be the same, from the matcher's doubt on, and whether the graph has it."""
        seen = {candidate.id}
        for kind, text in keys_of(candidate, self.matcher.words):
            near = self.local.named(f"{kind}\x00{text}")
            if len(near) > MOST:
                near = []
            for others, is_stored in ((self.graph.get((kind, text), ()), True), (near, False)):
                for other in others:
                    if other.id not in seen:
                        seen.add(other.id)
                        p = self.matcher.probability(candidate, other)
                        if p >= self.matcher.doubtful:
                            yield other, p, is_stored
