"""Where things are entered: numbers in registers, and lists that enter a thing once.

Two numbers of one register are two things, whatever their names. Two entries of one list are, too,
unless they bear one name: that an alias of the one is the name of the other does not make China
Mobile Limited of China Mobile Communications Group, which stand in one list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aigeo.resolve.fitting import EXTERNAL_SCHEMES, numbers
from aigeo.store import Store

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate


@dataclass(slots=True)
class Registered:
    """What is known of the things that are linked to one entity and may exclude others."""

    numbers: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    nationalities: set[str] = field(default_factory=set)


def entry(source: str, part: str) -> str:
    """Give the name of a list: the file of a source."""
    return f"{source}\x00{part}"


def note_linked(linked: dict[str, Registered], canonical: str, candidate: Candidate) -> None:
    """Note where a thing is entered that is linked to another, and its countries and births."""
    noted = linked.setdefault(canonical, Registered())
    noted.numbers |= numbers(candidate)
    noted.entries |= candidate.entries
    noted.countries |= candidate.countries
    noted.dates |= candidate.dates
    noted.nationalities |= candidate.nationalities


def with_linked(other: Candidate, linked: Mapping[str, Registered]) -> Candidate:
    """Give an entity with the numbers, lists, countries and births of what is linked to it."""
    more = linked.get(other.id)
    if more is None:
        return other
    return replace(
        other,
        external_ids=other.external_ids | more.numbers,
        entries=other.entries | more.entries,
        countries=other.countries | more.countries,
        dates=other.dates | more.dates,
        nationalities=other.nationalities | more.nationalities,
    )


def other_entries(a: Candidate, b: Candidate) -> bool:
    """Tell whether two things are two entries of one list that enters a thing once."""
    return not a.entries.isdisjoint(b.entries)


@dataclass(frozen=True, slots=True)
class Join:
    """Things of the graph that a new one says are one, since it bears the names or ids of all."""

    kept: str
    others: tuple[str, ...]
    by: str
    """The new thing; it is not linked itself where it fits all of them alike."""
    is_linked: bool


def joined(by: str, canonical: str, borne: Sequence[str]) -> Join:
    """Give the join of what a new thing bears, kept under its canonical id where it has one."""
    kept = canonical if canonical in borne else borne[0]
    others = tuple(other for other in borne if other != kept)
    return Join(kept, others, by, canonical in borne)


class Bearers:
    """Entries of a batch by the names that they bear, so that the order of a list decides nothing.

    An entry whose alias is the name of a thing leaves it to another entry of its list that bears
    this very name.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_name: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.entries or numbers(candidate):
                for key, is_name in candidate.name_keys().items():
                    if is_name:
                        self._by_name[key].append(candidate)

    def another(self, candidate: Candidate, other: Candidate) -> bool:
        """Tell whether an entry beside `candidate` bears the name of `other`."""
        schemes = _schemes(candidate)
        return any(
            one.id != candidate.id
            and (other_entries(one, candidate) or not schemes.isdisjoint(_schemes(one)))
            for key, is_name in other.name_keys().items() if is_name
            for one in self._by_name.get(key, ())
        )  # fmt: skip


def _schemes(candidate: Candidate) -> set[str]:
    return {number.partition(":")[0] for number in numbers(candidate)}


def registered(
    store: Store, rows: Sequence[Mapping[str, Any]], entries: Collection[str]
) -> dict[str, dict[str, set[str]]]:
    """Give, by id of stored entities, `numbers` that are linked to them and those `entries`.

    A row has the `id` and `sources` of an entity.
    """
    out: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"numbers": set(), "entries": set()})
    ids = sorted({row["id"] for row in rows})
    for row in store.read(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN id, i.id AS other",
        {"ids": ids},
    ):
        if row["other"].partition(":")[0] in EXTERNAL_SCHEMES:
            out[row["id"]]["numbers"].add(row["other"])
    sources = {text.partition("\x00")[0] for text in entries}
    ids = sorted({r["id"] for r in rows if not sources.isdisjoint(r["sources"] or ())})
    if ids and sources:
        for row in store.read(
            "UNWIND $ids AS id MATCH (s:Statement {fact: id}) "
            "WHERE s.kind = 'entity' AND s.last_seen IS NULL AND s.source IN $sources "
            "RETURN DISTINCT id, s.source AS source, s.part AS part",
            {"ids": ids, "sources": sorted(sources)},
        ):
            of = entry(row["source"], row["part"] or "")
            if of in entries:
                out[row["id"]]["entries"].add(of)
    return out
