"""Pairs of descriptions, of one thing and of two, made from the data that the loaders read.

True pairs. An entity is described twice, as two sources would: its names are divided between the
sides so that no name stands on both (those are linked before the matcher is asked), or one
side spells a name otherwise; where two sources describe it, one gives each side. The other
fields stand on the sides as often as in the entities that two of the sources share (`SHARED`).

Look-alikes. Two entries of one list: a list enters a thing once, whereas similar entries of
two lists may be one thing that nobody has linked yet.

Entities, not pairs, are divided into training, development and test.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from aigeo.model.blocking import GENERIC, common_words
from aigeo.model.names import name_key
from aigeo.model.wording import wording
from aigeo.resolve.blocked import filed_under
from aigeo.resolve.features import address_likeness
from aigeo.resolve.linking import Candidate

KINDS = {"Organization", "Firm", "Agency", "ResearchOrganization", "Fund"}
SHARES = {"train": 0.6, "dev": 0.8, "test": 1.0}
BESIDE = ("countries", "addresses", "marks", "dates", "neighbours")
"""What stands beside the names of a description."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity as one list describes it."""

    list: str
    """Source and file that it comes from."""
    described: Candidate


@dataclass(frozen=True, slots=True)
class Pair:
    """Two descriptions and whether they are of one thing."""

    left: Candidate
    right: Candidate
    same: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Habits:
    """How two sources describe one entity, measured on the entities that two of them share."""

    both: Mapping[str, float]
    """By field: how often both give it where one does."""
    agree: Mapping[str, float]
    """By field: how often they have a value in common where both give it."""
    type: float
    """How often they give the same type."""
    pairs: int
    """Pairs of entries that were measured."""


def organisations(entries: Iterable[Entry]) -> list[Entry]:
    """Keep what the matcher links: organisations, neither generic nor kept apart."""
    return [
        e for e in entries
        if e.described.type in KINDS and e.described.name_keys()
        and not e.described.generic and not e.described.kept_apart
    ]  # fmt: skip


def clusters(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Group entries that share a key and whose countries do not exclude each other."""
    parent = list(range(len(entries)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        for key in entry.described.name_keys():
            for j in seen[key]:
                mine, other = entry.described.countries, entries[j].described.countries
                if not (mine and other and not mine & other):
                    parent[root(i)] = root(j)
            seen[key].append(i)
    groups: dict[int, list[Entry]] = defaultdict(list)
    for i, entry in enumerate(entries):
        groups[root(i)].append(entry)
    return list(groups.values())


def divided(groups: Iterable[Sequence[Entry]]) -> dict[str, list[list[Entry]]]:
    """Give the clusters of each part, by a hash of a cluster's first name."""
    parts: dict[str, list[list[Entry]]] = {part: [] for part in SHARES}
    for group in groups:
        name = min(key for e in group for key in e.described.name_keys())
        at = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
        parts[next(part for part, upto in SHARES.items() if at <= upto)].append(list(group))
    return parts


def variants(name: str, rng: random.Random) -> str:
    """Change a name as its spelling differs between sources."""
    words = name.split()
    change = rng.choice(("typo", "typo", "drop", "abbreviate", "order", "join", "translit"))
    if change == "typo":
        at = rng.randrange(len(name))
        kind = rng.choice(("swap", "less", "other"))
        if kind == "swap" and at + 1 < len(name):
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + ("" if kind == "less" else rng.choice("aeionst")) + name[at + 1 :]
    if change == "drop":
        generic = [w for w in words if w.lower().strip(".,") in GENERIC]
        if generic and len(words) > 2:
            words.remove(rng.choice(generic))
    elif change == "abbreviate":
        short = {"technology": "Tech", "technologies": "Tech", "international": "Intl",
                 "corporation": "Corp", "electronics": "Electronic", "company": "Co",
                 "university": "Univ", "industries": "Industry", "institute": "Inst"}  # fmt: skip
        words = [short.get(w.lower().strip(".,"), w) for w in words]
    elif change == "order" and len(words) > 2:
        words = [*words[1:], words[0]]
    elif change == "join" and len(words) > 1:
        at = rng.randrange(len(words) - 1)
        words = [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]
    elif change == "translit":
        for a, b in (("kh", "h"), ("y", "i"), ("x", "ks"), ("iy", "y"), ("j", "zh")):
            if a in name.lower():
                return name.lower().replace(a, b)
    return " ".join(words)


def habits(groups: Iterable[Sequence[Entry]]) -> Habits:
    """Measure what two sources give of an entity that both have."""
    some, both, agree = (dict.fromkeys(BESIDE, 0) for _ in range(3))
    same_type = pairs = 0
    for group in groups:
        for n, one in enumerate(group):
            for other in group[n + 1 :]:
                if source(one) == source(other):
                    continue
                pairs += 1
                a, b = one.described, other.described
                same_type += a.type == b.type
                for field in BESIDE:
                    left, right = getattr(a, field), getattr(b, field)
                    some[field] += bool(left or right)
                    both[field] += bool(left and right)
                    if field == "addresses":
                        agree[field] += address_likeness(left, right) >= 0.5
                    else:
                        agree[field] += bool(left & right)
    return Habits(
        {f: both[f] / max(1, some[f]) for f in BESIDE},
        {f: agree[f] / max(1, both[f]) for f in BESIDE}, same_type / max(1, pairs), pairs,
    )  # fmt: skip


def source(entry: Entry) -> str:
    """Give the source of an entry."""
    return entry.list.partition("/")[0]


class Telling:
    """Describes things as sources would."""

    def __init__(self, habits: Habits, others: Sequence[Candidate], rng: random.Random) -> None:
        self.habits = habits
        self.rng = rng
        self._others = {f: [c for c in others if getattr(c, f)] for f in BESIDE}

    def two(self, a: Candidate, b: Candidate, *, one: bool) -> tuple[Candidate, Candidate]:
        """Leave out, and where `one` thing is told twice change, what stands beside the names."""
        sides = [replace(c, external_ids=frozenset()) for c in (a, b)]
        rng = self.rng
        for field in BESIDE:
            if rng.random() >= self.habits.both[field]:
                at = rng.randrange(2)
                sides[at] = replace(sides[at], **{field: frozenset()})
            elif one and getattr(b, field) and field != "countries":
                if rng.random() >= self.habits.agree[field]:
                    values = getattr(rng.choice(self._others[field]), field)
                else:
                    every = sorted(getattr(b, field))
                    values = frozenset(rng.sample(every, rng.randint(1, len(every))))
                sides[1] = replace(sides[1], **{field: values})
        if rng.random() >= self.habits.type:
            kind = rng.choice(("Organization", "Firm", "ResearchOrganization"))
            sides[1] = replace(sides[1], type=kind)
        return sides[0], sides[1]

    def some_names(self, c: Candidate) -> Candidate:
        """Give a part of the names, as a pair of one thing has on each side."""
        names = sorted(c.names | c.aliases)
        self.rng.shuffle(names)
        names = names[: self.rng.randint(1, len(names))]
        return replace(c, names=frozenset(names[:1]), aliases=frozenset(names[1:]))

    def misspelt(self, c: Candidate) -> Candidate:
        """Give one name alone, changed."""
        name = self.rng.choice(sorted(c.names))
        return replace(c, names=frozenset({variants(name, self.rng)}), aliases=frozenset())


def true_pairs(group: Sequence[Entry], telling: Telling) -> list[Pair]:
    """Give pairs of one thing."""
    out: list[Pair] = []
    rng = telling.rng

    def add(left: Candidate, right: Candidate, kind: str, *, told: bool = True) -> None:
        right = _without(right, left.name_keys())
        if right.name_keys():
            pair = telling.two(left, right, one=True) if told else (left, right)
            out.append(Pair(*pair, True, kind if related(*pair) else f"{kind}, unrelated"))

    for entry in group[:2]:
        c = entry.described
        names = sorted(c.names | c.aliases)
        if len(names) > 1:
            rng.shuffle(names)
            cut = rng.randint(1, len(names) - 1)
            left = replace(c, names=frozenset(names[:1]), aliases=frozenset(names[1:cut]))
            right = replace(c, names=frozenset(names[cut : cut + 1]),
                            aliases=frozenset(names[cut + 1 :]))  # fmt: skip
            add(left, right, "alias")
        if len(min(c.names)) >= 8:
            add(telling.some_names(c), telling.misspelt(c), "spelling")
    for a, b in pairwise(group):
        if source(a) != source(b):
            add(a.described, b.described, "two sources", told=False)
    return out


def _without(c: Candidate, keys: Iterable[str]) -> Candidate:
    left_out = set(keys)
    names, aliases = (
        sorted(t for t in texts if name_key(t) not in left_out) for texts in (c.names, c.aliases)
    )
    if not names and aliases:
        names, aliases = aliases[:1], aliases[1:]
    return replace(c, names=frozenset(names), aliases=frozenset(aliases))


def related(a: Candidate, b: Candidate) -> bool:
    """Tell whether the writing of two descriptions says anything of their being one.

    It does when names are similar as a whole, one is the initials of the other, or they have a
    similar word in common that is not in common use.
    """
    lefts, rights = ([wording(key) for key in c.name_keys()] for c in (a, b))
    for left in lefts:
        for right in rights:
            one, other = "".join(left.words), "".join(right.words)
            if other in _initials(left.words) or one in _initials(right.words):
                return True
            if JaroWinkler.similarity(one, other) >= 0.88:
                return True
            for word in set(left.words) - common_words():
                for near in set(right.words) - common_words():
                    if word == near or (
                        min(len(word), len(near)) >= 4
                        and JaroWinkler.similarity(word, near) >= 0.88
                    ):
                        return True
    return False


def _initials(words: Sequence[str]) -> frozenset[str]:
    short = "".join(word[0] for word in words)
    return frozenset({short, f"{short}c", f"{short}l"} if len(short) > 2 else ())


def look_alikes(groups: Sequence[Sequence[Entry]], telling: Telling, most: int) -> list[Pair]:
    """Give pairs of entries of one list that share a block or a word not in common use."""
    rng = telling.rng
    by_block: dict[tuple[str, str, str], list[tuple[int, Candidate]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for entry in group:
            found = filed_under(entry.described)
            for key in entry.described.name_keys():
                found |= {("word", w) for w in wording(key).words if w not in common_words()}
            for kind, text in found:
                by_block[entry.list, kind, text].append((number, entry.described))
    out: list[Pair] = []
    seen: set[frozenset[str]] = set()
    for block in sorted(by_block):
        members = by_block[block]
        for _ in range(min(12, len(members) * 2)):
            (i, a), (j, b) = rng.choice(members), rng.choice(members)
            pair = frozenset((a.id, b.id))
            if i == j or pair in seen:
                continue
            seen.add(pair)
            kind = "look-alike, countries differ"
            if not (a.countries and b.countries and not a.countries & b.countries):
                kind = "look-alike"
            changed = telling.misspelt(b) if rng.random() < 0.5 else telling.some_names(b)
            if changed.name_keys():
                told = telling.two(telling.some_names(a), changed, one=False)
                if not set(told[0].name_keys()) & set(told[1].name_keys()):
                    out.append(Pair(*told, False, kind))
    rng.shuffle(out)
    return out[:most]


def made(groups: Sequence[Sequence[Entry]], part: str, measured: Habits, seed: int) -> list[Pair]:
    """Give the pairs of a part, as many look-alikes as true pairs."""
    telling = Telling(
        measured, [entry.described for group in groups for entry in group],
        random.Random(f"{seed} {part}"),
    )  # fmt: skip
    true = [pair for group in groups for pair in true_pairs(group, telling)]
    return true + look_alikes(groups, telling, len(true))
