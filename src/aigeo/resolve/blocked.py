"""Things whose names share a block with a new one, and what the matcher makes of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from aigeo.model.acronyms import (
    LONGEST,
    SHORTEST,
    first_letters,
    initials,
    initials_with_forms,
    other_initials,
    spoken,
)
from aigeo.model.blocking import (
    BLOCKS,
    HEARD,
    INITIALS,
    LONG,
    RARE,
    blocks,
    common_words,
    made_heads,
    rare_word,
)
from aigeo.model.han import is_native
from aigeo.model.names import normalise_name
from aigeo.model.native import NATIVE, asked_across, blocks_across, keys_across
from aigeo.model.postal import keys_beside
from aigeo.store import Store

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate
    from aigeo.resolve.links import LocalNames

MOST = 50
"""Things of one block that are compared; a block of more says too little."""
COMPARED = 8
"""Things that are compared with one, those first that share the most blocks with it."""
PAIRS_KEPT = 3
"""Candidate pairs kept for one new thing."""
_ONE = dict.fromkeys(RARE, "rare") | dict.fromkeys(INITIALS, "initials")
"""Blocks that are one: which of the fields holds a text does not matter."""
_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    **{field: (field,) for field in BLOCKS if field not in _ONE},
    "rare": RARE, "initials": INITIALS,
}  # fmt: skip
"""By kind of block: the properties of a stored name that hold it."""
KINDS = tuple(_FIELDS)

_NUMBERS = 40
"""Bits of the number of an entity."""

Key = tuple[str, str]
"""(kind, text) of a block."""


def filed_under(candidate: Candidate) -> set[Key]:
    """Give the blocks under which a thing is found by others."""
    found = {("id", key) for key in keys_beside(candidate.addresses, candidate.marks)}
    return found.union(*[_of_name(key).filed for key in candidate.name_keys()])


def asked_for(candidate: Candidate, *, across: bool = True) -> dict[Key, int]:
    """Give the blocks in which what may be the same as a thing is looked for, and their weights.

    A weight is how many blocks one counts for when those that share the most are chosen. Asked for
    are the blocks of its own names; names that are or have as a word its initials, legal form
    included; and names whose initials are a word of its own, or that but for the C of a
    corporation, as keys lack it. With `across`, names in native script that a Latin one may stand
    for, too.
    """
    beside = keys_beside(candidate.addresses, candidate.marks)
    found = dict.fromkeys([("id", key) for key in beside], WEIGHTS["id"])
    for key in candidate.name_keys():
        found |= _of_name(key).asked
        if across:
            found |= _across(key).asked
    for name in candidate.names | candidate.aliases:
        found |= _of_initials(name).asked
    return found


_NOTHING: Mapping[Key, int] = {}

_ASKED_OTHERWISE = ("initials", *HEARD)
"""Kinds of blocks in which names of one form meet those of the other alone."""


class _Blocks(NamedTuple):
    """Blocks of one text, and their hashes, under which new things are kept."""

    filed: tuple[Key, ...]
    asked: dict[Key, int]
    """By block: what it counts for."""
    hashes: tuple[int, ...]
    """Of those it is filed under."""
    weights: dict[int, int]
    """By the hashes of those that it asks for: what each counts for."""

    @classmethod
    def of(
        cls, filed: Iterable[Key], asked: Iterable[Key], weighed: Mapping[Key, int] = _NOTHING
    ) -> _Blocks:
        filed = tuple(filed)
        by_key = {key: WEIGHTS.get(key[0], 1) for key in asked}
        by_key |= weighed
        weights = {hash(key): weight for key, weight in by_key.items()}
        return cls(filed, by_key, tuple(map(hash, filed)), weights)


@lru_cache(maxsize=10_000)
def _of_name(key: str) -> _Blocks:
    filed = [(_ONE.get(b, b), text) for b, text in blocks(key).items() if b not in LONG]
    asked = [block for block in filed if block[0] not in _ASKED_OTHERWISE]
    filed += [("id", text) for text in keys_across(key)]
    asked += [("head", head) for head in made_heads(key)]
    for text in dict.fromkeys([*initials(key), *other_initials(key)]):
        asked.append(("id", text))
        asked.append(("rare", rare_word(text)))
    common = common_words()
    every = spoken(key)
    longest = LONGEST if len(every) == 1 else LONGEST_BESIDE
    for word in every:
        if SHORTEST <= len(word) <= longest and word not in common:
            asked += [("initials", text) for text in _without_form(word)]
    if len(every) > 1 and len(every[0]) <= LONGEST_BESIDE and every[0] not in common:
        # "ABC Bank" and "PQRS-TU" may have letters of their other words among their initials.
        for text in {every[0] + first_letters(every[1:]), "".join(every)}:
            if SHORTEST <= len(text) <= LONGEST:
                asked.append(("initials", text))
    return _Blocks.of((("id", key), *filed), asked, blocks_across(key))


@lru_cache(maxsize=10_000)
def _across(key: str) -> _Blocks:
    """Give the names in native script that a Latin one may stand for."""
    weighed = {("id", text): weight for text, weight in asked_across(key).items()}
    return _Blocks.of((), (), weighed)


def _without_form(word: str) -> Iterator[str]:
    """Give an acronym, and what it is without the letters of a legal form."""
    yield word
    for form in FORMS:
        if word.endswith(form) and len(word) >= SHORTEST + len(form):
            yield word[: -len(form)]


@lru_cache(maxsize=10_000)
def _of_initials(name: str) -> _Blocks:
    """Give the names that may be the initials of a name as it is written."""
    asked = [
        ("id", text[:end])
        for text in initials_with_forms(normalise_name(name, legal_forms=False))
        for end in range(max(SHORTEST, len(text) - LONGEST_FORM), len(text) + 1)
    ]
    return _Blocks.of((), asked)


LONGEST_BESIDE = 5
"""Letters of an acronym that stands beside other words."""
LONGEST_FORM = 2
"""Words of a legal form, of which an acronym takes none, one or all."""
FORMS = ("c", "l", "k", "co", "sa", "ca")
"""With what acronyms may end for "corporation", "limited", "kompaniya", "company", "sociedad
anonima" or "compania anonima", which are no words of a name."""
WEIGHTS = {"id": 3, "initials": 3, "core": 2, "number": 2, "begin": 2}
"""How many blocks one of a kind counts for when those that share the most are chosen."""


def has_any(store: Store, label: str) -> bool:
    """Tell whether the graph has a node of a label; in a new one nothing is looked up."""
    return bool(store.read(f"MATCH (n:{label}) RETURN n.id AS id LIMIT 1"))


def has_native(store: Store) -> bool:
    """Tell whether the graph has names in Chinese, Japanese or Korean script."""
    rows = store.read(
        "MATCH (n:Name) WHERE n.id >= $first AND n.id < $last RETURN n.id AS id LIMIT 1",
        {"first": NATIVE, "last": NATIVE[:-1] + chr(ord(NATIVE[-1]) + 1)},
    )
    return bool(rows)


def stored(
    store: Store,
    keys: Iterable[Key],
    made: Callable[[Mapping[str, Any]], Candidate],
    crowded: set[Key],
) -> dict[Key, list[Candidate]]:
    """Give the entities of the graph in each block.

    A block with too many names gives none and is noted in `crowded`, where keys that are not to
    be asked for stand, so that a load reads it once.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for kind, text in sorted(set(keys) - crowded):
        wanted[kind].append(text)
    found: dict[Key, set[str]] = defaultdict(set)
    for kind, texts in wanted.items():
        for field in _FIELDS[kind]:
            for row in store.read(
                f"UNWIND $texts AS text MATCH (n:Name {{{field}: text}}) "
                "WITH text, collect(n.id) AS names WHERE size(names) > $most RETURN text",
                {"texts": texts, "most": 2 * MOST},
            ):
                crowded.add((kind, row["text"]))
        texts = [text for text in texts if (kind, text) not in crowded]
        for field in _FIELDS[kind]:
            for row in store.read(
                f"UNWIND $texts AS text MATCH (n:Name {{{field}: text}})-[:NAMES]->(e:Entity) "
                "RETURN DISTINCT text, e.id AS id",
                {"texts": texts},
            ):
                found[kind, row["text"]].add(row["id"])
    crowded.update(key for key, ids in found.items() if len(ids) > MOST)
    found = {key: ids for key, ids in found.items() if key not in crowded}
    known = _described(store, {i for ids in found.values() for i in ids}, made)
    return {key: [known[i] for i in sorted(ids) if i in known] for key, ids in found.items()}


def _described(
    store: Store, ids: set[str], made: Callable[[Mapping[str, Any]], Candidate]
) -> dict[str, Candidate]:
    """Give entities with what they are tied to by relations that say which thing they are."""
    wanted = {"ids": sorted(ids)}
    tied: dict[str, list[str]] = {}
    for row in store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r:PART_OF|OWNS|WORKS_FOR|PARTNERS_WITH]-"
        "(o:Entity) WHERE NOT o:Country AND NOT o:Government "
        "WITH id, collect(o.id) AS others RETURN id, others[..50] AS others",
        wanted,
    ):
        tied[row["id"]] = row["others"]
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.type AS type, e.name AS name, "
        "e.aliases AS aliases, e.countries AS countries, e.external_ids AS external_ids, "
        "e.address AS address, e.registration_number AS registration_number, "
        "e.website AS website, e.founded AS founded, e.dissolved AS dissolved, "
        "coalesce(e.generic, false) AS generic",
        wanted,
    )
    return {row["id"]: made(row | {"neighbours": tied.get(row["id"], [])}) for row in rows}


@dataclass(frozen=True, slots=True)
class Blocked:
    """The blocks of one batch: what the graph has, and what this load has added."""

    graph: Mapping[Key, list[Candidate]]
    local: LocalNames
    native: set[str]
    """Where names in native script are: "graph", "load"; without, none is looked for."""

    def stored(self, candidate: Candidate, may_be: Callable[[Candidate], bool]) -> list[Candidate]:
        """Give what the graph has in its blocks that `may_be` the same, the nearest first."""
        shared: Counter[str] = Counter()
        found: dict[str, Candidate] = {}
        asked = asked_for(candidate, across=bool(self.native)) if self.graph else {}
        for key, weight in asked.items():
            for other in self.graph.get(key, ()):
                shared[other.id] += weight
                found[other.id] = other
        return _nearest(candidate, shared, found, may_be)

    def near(self, candidate: Candidate, may_be: Callable[[Candidate], bool]) -> list[Candidate]:
        """Give the same of what the graph has and what this load has added; then add it as well.

        Of those that share as many blocks, first what the graph has, then what came first.
        """
        beside = keys_beside(candidate.addresses, candidate.marks)
        weights = dict.fromkeys([hash(("id", key)) for key in beside], WEIGHTS["id"])
        filed = set(weights)
        for key in candidate.name_keys():
            found = _of_name(key)
            weights |= found.weights
            filed.update(found.hashes)
            if not key.isascii() and is_native(key):
                self.native.add("load")
            elif self.native:
                weights |= _across(key).weights
        for name in candidate.names | candidate.aliases:
            weights |= _of_initials(name).weights
        new = self.local.sharing(weights)
        self.local.file(filed, candidate)
        if self.graph:
            things = self._ranked(asked_for(candidate, across=bool(self.native)), new)
        else:
            things = map(self.local.thing, _most_shared(new))
        near: list[Candidate] = []
        for other in things:
            if may_be(other) and other.id != candidate.id:
                near.append(other)
                if len(near) == COMPARED:
                    break
        return near

    def _ranked(self, asked: Mapping[Key, int], new: Mapping[int, int]) -> Iterator[Candidate]:
        shared: Counter[str] = Counter()
        found: dict[str, Candidate] = {}
        for key, weight in asked.items():
            for other in self.graph.get(key, ()):
                shared[other.id] += weight
                found[other.id] = other
        old = sorted(shared, key=lambda id: (-shared[id], id))
        places = merge(
            ((-shared[id], 0, id) for id in old),
            ((-new[number], number, "") for number in _most_shared(new)),
        )
        return (found[id] if id else self.local.thing(number) for _, number, id in places)


def _most_shared(shared: Mapping[int, int]) -> Iterator[int]:
    """Give numbers of things, those that share the most first, then those that came first."""
    # Most share one common block: they are put in order when the others do not suffice.
    several = [(-n << _NUMBERS) + number for number, n in shared.items() if n > 1]
    several.sort()
    yield from (at & (1 << _NUMBERS) - 1 for at in several)
    yield from sorted(number for number, n in shared.items() if n == 1)


def _nearest(
    candidate: Candidate,
    shared: Mapping[str, int],
    found: Mapping[str, Candidate],
    may_be: Callable[[Candidate], bool],
) -> list[Candidate]:
    ranked = sorted(shared, key=lambda id: (-shared[id], id))
    wanted = (found[id] for id in ranked if id != candidate.id and may_be(found[id]))
    return list(islice(wanted, COMPARED))
