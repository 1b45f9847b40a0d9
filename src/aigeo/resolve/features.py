"""What the matcher goes by: evidence that two descriptions are of one thing, as numbers.

Evidence of writing is taken from the two names that agree best, with words weighted by how rare
they are; then come all names together, legal forms, countries, types, and what stands beside
names: addresses, register numbers and websites, dates, and neighbours in the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rapidfuzz.distance import JaroWinkler, Levenshtein

from aigeo.model.blocking import GENERIC, initials, sound
from aigeo.model.names import fold, normalise_name, words
from aigeo.model.wording import wording

FEATURES = (
    "overlap", "contained", "common", "rarest_common", "lost_less", "lost_more", "lone_less",
    "lone_more", "translated", "spelling", "jaro_winkler", "same_letters", "same_sound",
    "sound_alike", "begins_alike", "first_word_same", "numbers_differ", "numbers_one_sided",
    "numbers_same", "joined_same", "core_same", "letters", "words_less", "words_more",
    "acronym", "acronym_length", "agreeing_names", "names_less", "names_more", "scripts_differ",
    "forms_same", "forms_differ", "country_same", "country_differs", "type_same", "type_sibling",
    "address_same", "address_differs", "neighbours_same",
    "marks_same", "marks_differ", "dates_same", "dates_differ",
)  # fmt: skip
LEARNT = FEATURES[:-4]
"""Those whose weight is learnt; marks and dates stand too seldom in two sources."""
NAMES_COMPARED = 10
"""Names of each side that are compared, the shortest and the longest left out last."""
ALIGNED = 4
"""Pairs of names whose words are aligned, those that agree best at a glance."""
SIMILAR = 0.88
"""Jaro-Winkler similarity from which two words count as spellings of one."""


class Described(Protocol):
    """What the matcher reads of a thing (aigeo.resolve.linking.Candidate)."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def names(self) -> frozenset[str]:
        """Its names."""

    @property
    def aliases(self) -> frozenset[str]:
        """Its further names."""

    @property
    def countries(self) -> frozenset[str]:
        """Its countries."""

    @property
    def addresses(self) -> frozenset[str]:
        """Its addresses."""

    @property
    def marks(self) -> frozenset[str]:
        """What it alone bears, as `kind:value`."""

    @property
    def dates(self) -> frozenset[str]:
        """Its dates, as `kind:date`."""

    @property
    def neighbours(self) -> frozenset[str]:
        """Ids of what it is tied to."""

    def name_keys(self) -> dict[str, bool]:
        """Its matching keys."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words from many names."""

    weights: Mapping[str, float]
    """Of words in common use: 1 for one that one name in the data has, 0 for one of all."""
    lone: Mapping[str, float]
    """Of a word that one name has and the other lacks: log odds that the two are one thing."""
    same: Mapping[str, frozenset[str]]
    """Words that stand for each other in names of one thing: translations, abbreviations."""

    def weight(self, word: str) -> float:
        """Give how much a word says."""
        return self.weights.get(word, 0.15 if word in GENERIC else 1.0)


@dataclass(frozen=True, slots=True)
class _Read:
    words: tuple[str, ...]
    joined: str
    sound: str
    numbers: frozenset[str]
    initials: frozenset[str]
    core: frozenset[str]
    bag: frozenset[str]
    letters: str
    """Its letters in the order of the alphabet."""


@lru_cache(maxsize=50_000)
def _read(key: str) -> _Read:
    said = wording(key).words
    joined = "".join(said)
    return _Read(
        said, joined, sound(joined),
        frozenset(w for w in said if any(c.isdigit() for c in w)), initials(key),
        frozenset(w for w in said if w not in GENERIC) or frozenset(said),
        frozenset(said), "".join(sorted(joined)),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _whole(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the legal forms of a name as written, and its initials with them."""
    key = normalise_name(name, legal_forms=False)
    return wording(key).forms, initials(key)


def features(a: Described, b: Described, lexicon: Lexicon) -> list[float]:
    """Give the features of a pair in the order of FEATURES; the order of the two says nothing."""
    left, right = (compared(x) for x in (a, b))
    if not left or not right:
        return [0.0] * len(FEATURES)
    quick = sorted(
        [
            (Levenshtein.normalized_similarity(x.joined, y.joined) + 2 * _share(x, y), i, j)
            for i, x in enumerate(left)
            for j, y in enumerate(right)
        ],
        reverse=True,
    )
    agreeing = {side for close, i, j in quick if close >= 2.25 for side in ((0, i), (1, j))}
    best = max(
        (_writing(left[i], right[j], lexicon) for _, i, j in quick[:ALIGNED]),
        key=lambda found: (found[0] + found[9] + found[19], found[2]),
    )
    wholes = [_wholes(x.names | x.aliases) for x in (a, b)]
    forms = [found for found, _ in wholes]
    short = [
        whole.union(*(r.initials for r in side))
        for side, (_, whole) in zip((left, right), wholes, strict=True)
    ]
    met = short[0] & {r.joined for r in right} | short[1] & {r.joined for r in left}
    said = [{w for r in side for w in r.words if 2 < len(w) < 9} for side in (left, right)]
    within = (short[0] & said[1] | short[1] & said[0]) - met
    native = [any(not k.isascii() for k in x.name_keys()) for x in (a, b)]
    country = a.countries & b.countries
    addresses = address_likeness(a.addresses, b.addresses)
    return [
        *best,
        1.0 if met else 0.5 if within else 0.0,
        float(max(map(len, met | within), default=0)),
        len(agreeing) / (len(left) + len(right)),
        float(min(len(left), len(right))),
        float(max(len(left), len(right))),
        float(native[0] != native[1]),
        float(bool(forms[0] & forms[1])),
        float(bool(forms[0] and forms[1] and not forms[0] & forms[1])),
        float(bool(country)),
        float(bool(a.countries and b.countries and not country)),
        float(a.type == b.type),
        float(a.type != b.type and "Organization" not in (a.type, b.type)),
        max(addresses, 0.0),
        float(-1.0 < addresses < 0.2),
        float(len(a.neighbours & b.neighbours)),
        *_kinds(a.marks, b.marks),
        *_kinds(a.dates, b.dates, beginning=4),
    ]


def _share(x: _Read, y: _Read) -> float:
    """Give the share of words that two names have in common."""
    return 2 * len(x.bag & y.bag) / (len(x.bag) + len(y.bag))


@lru_cache(maxsize=20_000)
def _wholes(names: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the legal forms and the initials of names as written."""
    found = [_whole(name) for name in names]
    return (
        frozenset().union(*(forms for forms, _ in found)),
        frozenset().union(*(short for _, short in found)),
    )


def compared(x: Described) -> tuple[_Read, ...]:
    """Give the names by which a thing is compared, as they are read."""
    return _reads(frozenset(x.name_keys()))


@lru_cache(maxsize=20_000)
def _reads(every: frozenset[str]) -> tuple[_Read, ...]:
    keys = sorted(every, key=lambda key: (len(key), key))
    half = NAMES_COMPARED // 2
    kept = keys if len(keys) <= NAMES_COMPARED else keys[:half] + keys[-half:]
    return tuple({r.words: r for r in map(_read, kept)}.values())


def _writing(x: _Read, y: _Read, lexicon: Lexicon) -> list[float]:
    lost_x, lost_y, same, translated = aligned(x.words, y.words, lexicon)
    weight = lexicon.weight
    common = sum(map(weight, same))
    gone = [sum(map(weight, lost)) for lost in (lost_x, lost_y)]
    total = 2 * common + sum(gone)
    smaller = min(gone) + common
    lone = [sum([lexicon.lone.get(w, -weight(w)) for w in lost]) for lost in (lost_x, lost_y)]
    letters = min(len(x.joined), len(y.joined))
    spelling = Levenshtein.normalized_similarity(x.joined, y.joined)
    sounds = Levenshtein.normalized_similarity(x.sound, y.sound) if x.sound and y.sound else 0.0
    begins = 0
    for one, other in zip(x.joined, y.joined, strict=False):
        if one != other:
            break
        begins += 1
    return [
        2 * common / total if total else 0.0,
        common / smaller if smaller else 0.0,
        common,
        max(map(weight, same), default=0.0),
        min(gone),
        max(gone),
        max(lone),
        min(lone),
        float(translated),
        spelling,
        JaroWinkler.similarity(x.joined, y.joined),
        float(x.letters == y.letters),
        float(len(x.sound) > 2 and x.sound == y.sound),
        sounds,
        begins / letters if letters else 0.0,
        float(x.words[0] == y.words[0]) if x.words and y.words else 0.0,
        float(bool(x.numbers and y.numbers and x.numbers != y.numbers)),
        float(bool(x.numbers) != bool(y.numbers)),
        float(bool(x.numbers) and x.numbers == y.numbers),
        float(x.joined == y.joined),
        float(x.core == y.core),
        float(letters),
        float(min(len(x.words), len(y.words))),
        float(max(len(x.words), len(y.words))),
    ]


def aligned(
    left: Sequence[str], right: Sequence[str], lexicon: Lexicon
) -> tuple[list[str], list[str], list[str], int]:
    """Give the words of each side alone, those of both, and how many stand for each other."""
    if left == right:
        return [], [], list(left), 0
    rest = list(right)
    alone: list[str] = []
    same: list[str] = []
    for word in left:
        if word in rest:
            rest.remove(word)
            same.append(word)
        else:
            alone.append(word)
    still: list[str] = []
    translated = 0
    for word in alone:
        near, best = "", 0.0
        for other in rest:
            likeness = _likeness(word, other)
            if likeness > best:
                near, best = other, likeness
        if best >= SIMILAR:
            rest.remove(near)
            same.append(word)
            continue
        known = lexicon.same.get(word, frozenset())
        for other in rest:
            if other in known:
                rest.remove(other)
                same.append(word)
                translated += 1
                break
        else:
            still.append(word)
    return still, rest, same, translated


@lru_cache(maxsize=100_000)
def _likeness(a: str, b: str) -> float:
    """Give how alike two words are written or sound, 0 below SIMILAR."""
    # The quick question first: letters alone are no digits.
    if not (a.isalpha() and b.isalpha()) and any(c.isdigit() for c in a + b):
        return 0.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 3 and len(long) >= 6 and long.startswith(short):
        return 1.0  # "tech" for "technologies"
    if len(short) < 4:
        return 0.0
    if len(said := sound(a)) >= 3 and said == sound(b):
        return 0.95
    return JaroWinkler.similarity(a, b, score_cutoff=SIMILAR)


@lru_cache(maxsize=20_000)
def _place(address: str) -> frozenset[str]:
    return frozenset(w for w in words(fold(address)) if len(w) > 1)


def address_likeness(a: Set[str], b: Set[str]) -> float:
    """Give the best share of words and numbers that two addresses have in common; -1: unknown.

    An address of a town alone says too little to agree or to disagree.
    """
    best = -1.0
    for one in map(_place, a):
        for other in map(_place, b):
            smaller = min(len(one), len(other))
            if smaller >= 3:
                shared = one & other
                numbers = any(w.isdigit() for w in shared)
                best = max(best, len(shared) / smaller * (1.0 if numbers else 0.6))
    return best


def _kinds(a: Set[str], b: Set[str], beginning: int | None = None) -> tuple[float, float]:
    """Tell whether a value of one kind is the same on both sides, and whether one differs."""
    if not (a and b):
        return 0.0, 0.0
    sides: list[dict[str, set[str]]] = []
    for values in (a, b):
        found: dict[str, set[str]] = {}
        for value in values:
            kind, _, text = value.partition(":")
            found.setdefault(kind, set()).add(text[:beginning].casefold())
        sides.append(found)
    shared = sides[0].keys() & sides[1].keys()
    same = any(sides[0][kind] & sides[1][kind] for kind in shared)
    return float(same), float(bool(shared) and not same)
