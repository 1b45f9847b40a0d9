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

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parts import Entry, keys_of  # beside this file
from rapidfuzz.distance import JaroWinkler
from spelling import respelt, variants  # beside this file

from aigeo.model.blocking import common_words
from aigeo.model.han import is_native
from aigeo.model.names import name_key
from aigeo.model.native import asked_across, keys_across
from aigeo.model.postal import MARK
from aigeo.model.towns import is_place
from aigeo.model.wording import wording
from aigeo.resolve.blocked import COMPARED, MOST, Key, asked_for, filed_under
from aigeo.resolve.linking import Candidate
from aigeo.resolve.things import address_likeness

BESIDE = ("countries", "addresses", "marks", "dates", "neighbours")
"""What stands beside the names of a description."""
MET_IN_BLOCK = "met in a block"
MET = 4
"""Pairs drawn of those that the blocks of one entry bring together."""


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
    keyed: float
    """How often the keys of addresses that agree are equal."""
    type: float
    """How often they give the same type."""
    pairs: int
    """Pairs of entries that were measured."""


def habits(groups: Iterable[Sequence[Entry]]) -> Habits:
    """Measure what two sources give of an entity that both have."""
    some, both, agree = (dict.fromkeys(BESIDE, 0) for _ in range(3))
    same_type = pairs = keyed = 0
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
                        alike = address_likeness(left, right) >= 0.5
                        agree[field] += alike
                        keyed += alike and bool(keys_of(left) & keys_of(right))
                    else:
                        agree[field] += bool(left & right)
    return Habits(
        {f: both[f] / max(1, some[f]) for f in BESIDE},
        {f: agree[f] / max(1, both[f]) for f in BESIDE},
        keyed / max(1, agree["addresses"]), same_type / max(1, pairs), pairs,
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
                    if field == "addresses" and rng.random() >= self.habits.keyed:
                        values = frozenset(respelt(address) for address in values)
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


def related(a: Candidate, b: Candidate, *, initials: bool = True, places: bool = True) -> bool:
    """Tell whether the writing of two descriptions says anything of their being one.

    It does when names are similar as a whole, one is the `initials` of the other, or they have a
    similar word in common that is not in common use, if need be no name of `places` either.
    """
    usual = common_words() if places else common_words() | {*filter(is_place, _every_word(a, b))}
    lefts, rights = ([wording(key) for key in c.name_keys()] for c in (a, b))
    for left in lefts:
        for right in rights:
            one, other = "".join(left.words), "".join(right.words)
            if initials and (other in _initials(left.words) or one in _initials(right.words)):
                return True
            if JaroWinkler.similarity(one, other) >= 0.88:
                return True
            for word in set(left.words) - usual:
                for near in set(right.words) - usual:
                    if word == near or (
                        min(len(word), len(near)) >= 4
                        and JaroWinkler.similarity(word, near) >= 0.88
                    ):
                        return True
    return False


def _every_word(*things: Candidate) -> Iterator[str]:
    return (word for c in things for key in c.name_keys() for word in wording(key).words)


def _initials(words: Sequence[str]) -> frozenset[str]:
    short = "".join(word[0] for word in words)
    return frozenset({short, f"{short}c", f"{short}l"} if len(short) > 2 else ())


def look_alikes(groups: Sequence[Sequence[Entry]], telling: Telling, most: int) -> list[Pair]:
    """Give pairs of entries of one list that look alike.

    All that share an address, a website, a register number or a neighbour, as the firms of one
    group and those of one office do; up to `most` others that share a block or a word not in
    common use; and those in two scripts of which one may be called a word of the other.
    """
    rng = telling.rng
    beside: dict[tuple[str, str], list[tuple[int, Candidate]]] = defaultdict(list)
    by_block: dict[tuple[str, str, str], list[tuple[int, Candidate]]] = defaultdict(list)
    by_meaning: dict[tuple[str, str], list[tuple[int, Candidate]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for entry in group:
            c = entry.described
            for text in {*keys_of(c.addresses), *c.marks, *c.neighbours}:
                beside[entry.list, text].append((number, c))
            found = {key for key in filed_under(c) if not key[1].startswith(MARK)}
            for key in c.name_keys():
                for text in (*keys_across(key), *asked_across(key)):
                    by_meaning[entry.list, text].append((number, c))
                found |= {("word", w) for w in wording(key).words if w not in common_words()}
            for kind, text in found:
                by_block[entry.list, kind, text].append((number, c))
    seen: set[frozenset[str]] = set()

    def drawn(members: Sequence[tuple[int, Candidate]], times: int) -> Iterator[Pair]:
        for _ in range(times):
            (i, a), (j, b) = rng.choice(members), rng.choice(members)
            pair = frozenset((a.id, b.id))
            if i == j or pair in seen:
                continue
            seen.add(pair)
            changed = telling.misspelt(b) if rng.random() < 0.5 else telling.some_names(b)
            if changed.name_keys():
                told = telling.two(telling.some_names(a), changed, one=False)
                if not set(told[0].name_keys()) & set(told[1].name_keys()):
                    yield Pair(*told, False, kind_of(*told))

    near = [
        pair for key in sorted(beside) if len(beside[key]) <= MOST
        for pair in drawn(beside[key], 4 * len(beside[key]))
    ]  # fmt: skip
    far = [
        pair for key in sorted(by_block)
        for pair in drawn(by_block[key], min(12, len(by_block[key]) * 2))
    ]  # fmt: skip
    rng.shuffle(far)
    across = [
        pair for key in sorted(by_meaning) if any(map(_is_native, by_meaning[key]))
        for pair in drawn(by_meaning[key], min(12, len(by_meaning[key]) * 2))
        if _in_two_scripts(pair)
    ]  # fmt: skip
    return near + far[:most] + across


def _is_native(member: tuple[int, Candidate]) -> bool:
    return any(map(is_native, member[1].name_keys()))


def _in_two_scripts(pair: Pair) -> bool:
    """Tell whether one of a pair alone has a name in native script."""
    left, right = (any(map(is_native, side.name_keys())) for side in (pair.left, pair.right))
    return left != right


def met(groups: Sequence[Sequence[Entry]], telling: Telling) -> list[Pair]:
    """Give pairs of entries of two lists that their blocks bring together, as loading does.

    Every entry is told anew and asks for its blocks; of those that share the most, as many as
    loading compares, `MET` are drawn whose words are not alike: others may be one thing. Within
    one list a short name seldom happens to be the initials or the beginning of another's words.
    """
    rng = telling.rng
    filed: dict[Key, list[tuple[int, Entry]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for entry in group:
            for key in filed_under(entry.described):
                filed[key].append((number, entry))
    out: list[Pair] = []
    for number, group in enumerate(groups):
        for entry in group:
            told = entry.described
            told = telling.misspelt(told) if rng.random() < 0.5 else telling.some_names(told)
            shared: Counter[str] = Counter()
            known: dict[str, Candidate] = {}
            for key, weight in sorted(asked_for(told).items()):
                for other, near in filed.get(key, ()):
                    c = near.described
                    if other != number and near.list != entry.list and not excluded(told, c):
                        shared[c.id] += weight
                        known[c.id] = c
            nearest = sorted(shared, key=lambda id: (-shared[id], id))[:COMPARED]
            apart = [
                id for id in nearest if not related(told, known[id], initials=False, places=False)
            ]
            for id in rng.sample(apart, min(len(apart), MET)):
                pair = telling.two(known[id], told, one=False)
                if not set(pair[0].name_keys()) & set(pair[1].name_keys()):
                    out.append(Pair(*pair, False, MET_IN_BLOCK))
    return out


def excluded(a: Candidate, b: Candidate) -> bool:
    """Tell whether countries exclude that two are one, which loading asks first."""
    return bool(a.countries and b.countries and not a.countries & b.countries)


def unlike(groups: Sequence[Sequence[Entry]], telling: Telling, count: int) -> list[Pair]:
    """Give pairs of entries of one list and country drawn at random.

    Without them, that two names have nothing in common would say that they are of one thing, since
    look-alikes always have something.
    """
    rng = telling.rng
    placed: dict[tuple[str, str], list[tuple[int, Candidate]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for entry in group:
            for country in sorted(entry.described.countries):
                placed[entry.list, country].append((number, entry.described))
    every = [members for _, members in sorted(placed.items()) if len(members) > 1]
    sizes = [len(members) for members in every]
    out: list[Pair] = []
    while len(out) < count:
        (members,) = rng.choices(every, sizes)
        (i, a), (j, b) = rng.choice(members), rng.choice(members)
        if i != j:
            told = telling.two(telling.some_names(a), telling.some_names(b), one=False)
            if not set(told[0].name_keys()) & set(told[1].name_keys()):
                out.append(Pair(*told, False, "unlike"))
    return out


def kind_of(a: Candidate, b: Candidate) -> str:
    """Give the kind of a look-alike, by what stands on both sides."""
    if keys_of(a.addresses) & keys_of(b.addresses):
        return "look-alike, one address"
    if a.neighbours & b.neighbours or a.marks & b.marks:
        return "look-alike, one neighbour or mark"
    if a.countries and b.countries and not a.countries & b.countries:
        return "look-alike, countries differ"
    return "look-alike"


def made(groups: Sequence[Sequence[Entry]], part: str, measured: Habits, seed: int) -> list[Pair]:
    """Give the pairs of a part: the true ones, at least as many look-alikes, and unlike ones."""
    telling = Telling(
        measured, [entry.described for group in groups for entry in group],
        random.Random(f"{seed} {part}"),
    )  # fmt: skip
    true = [pair for group in groups for pair in true_pairs(group, telling)]
    return [
        *true, *look_alikes(groups, telling, len(true)), *met(groups, telling),
        *unlike(groups, telling, len(true) // 3),
    ]  # fmt: skip
