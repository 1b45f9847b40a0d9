"""What the matcher goes by: evidence that two descriptions are of one thing, as numbers.

Evidence of writing is taken from the two names that agree best, with words weighted by how rare
they are; then come all names together, legal forms, countries, types, and what stands beside
names: addresses, register numbers and websites, dates, and neighbours in the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from aigeo.model.acronyms import PASSED_OVER, made_of, short_for
from aigeo.model.han import is_native
from aigeo.model.wording import wording
from aigeo.resolve.columns import Flags, Floats, Numbering, Numbers, of_two
from aigeo.resolve.reading import Described, Lexicon, Read, phrases
from aigeo.resolve.rendering import rendered
from aigeo.resolve.things import Thing, Things, Values, places_alike
from aigeo.resolve.writing import WRITING, Side, writing

FEATURES = (
    *WRITING,
    "acronym", "acronym_length", "made_of", "made_length", "rendered", "rendered_more",
    "agreeing_names", "names_less", "names_more", "scripts_differ",
    "forms_same", "forms_differ", "country_same", "country_differs",
    "town_same", "town_differs", "type_same", "type_sibling",
    "address_same", "address_differs", "neighbours_same",
    "marks_same", "marks_differ", "dates_same", "dates_differ",
)  # fmt: skip
LEARNT = FEATURES[:-4]
"""Those whose weight is learnt; marks and dates stand too seldom in two sources."""
TOGETHER = 4096
"""Pairs whose evidence is worked out in one go."""


def features(
    pairs: Sequence[tuple[Described, Described]], lexicon: Lexicon, things: Things | None = None
) -> Floats:
    """Give the evidence of pairs, shape (pairs, len(FEATURES)) in the order of FEATURES.

    The order of the two of a pair says nothing. A pair of which one has no name that can be read
    has a row of zeros. With `things` it is kept what was read of them, for the next pairs.
    """
    found = np.zeros((len(pairs), len(FEATURES)))
    known = things or Things(lexicon)
    for start in range(0, len(pairs), TOGETHER):
        known.forget()
        x, y = (known.numbers(side) for side in zip(*pairs[start : start + TOGETHER], strict=True))
        known.complete()
        begin, count = known.column("start"), known.column("count")
        chosen = np.flatnonzero((count[x] > 0) & (count[y] > 0))
        if len(chosen):
            x, y = x[chosen], y[chosen]
            sides = (Side(known.flat, known.wholes, begin[side], count[side]) for side in (x, y))
            written, agreeing = writing(known.names, *sides)
            columns = _beside(known, x, y)
            columns["agreeing_names"] = agreeing
            found[start + chosen] = np.column_stack(
                (written, *(columns[name] for name in FEATURES[len(WRITING) :]))
            )
    return found


def _beside(things: Things, x: Numbers, y: Numbers) -> dict[str, Numbers | Floats]:
    """Give the evidence of pairs but for that of writing and of agreeing names, by name."""

    def both(column: str) -> tuple[Numbers, Numbers]:
        values = things.column(column)
        return values[x], values[y]

    counts, types = both("count"), both("type")
    organisation = things.types.of("Organization")
    forms, forms_known = _meeting(things.forms, *both("forms"))
    country, countries_known = _meeting(things.countries, *both("countries"))
    town, towns_known = _meeting(things.towns, *both("towns"))
    addresses = _addresses(things, x, y)
    acronym = _each(_acronym, things, x, y, _may_be_acronym(both), (0.0, 0.0))
    made = _each(_made, things, x, y, np.logical_or(*both("made")), (0.0, 0.0))
    native, only = both("native"), both("native_only")
    # What has Latin names too is compared by these.
    told = _each(_rendered, things, x, y, only[0] != only[1], (-1.0, -1.0))
    marks = _kinds(things.marks, *both("marks"))
    dates = _kinds(things.dates, *both("dates"))
    return {
        "acronym": acronym[0], "acronym_length": acronym[1],
        "made_of": made[0], "made_length": made[1],
        "rendered": told[0], "rendered_more": told[1],
        "names_less": np.minimum(*counts), "names_more": np.maximum(*counts),
        "scripts_differ": native[0] != native[1],
        "forms_same": forms, "forms_differ": forms_known & ~forms,
        "country_same": country, "country_differs": countries_known & ~country,
        "town_same": town, "town_differs": towns_known & ~town,
        "type_same": types[0] == types[1],
        "type_sibling": (types[0] != types[1]) & (types[0] != organisation)
        & (types[1] != organisation),
        "address_same": np.maximum(addresses, 0.0),
        "address_differs": (addresses > -1.0) & (addresses < 0.2),
        "neighbours_same": _in_common(things.neighbours, *both("neighbours")),
        "marks_same": marks[0], "marks_differ": marks[1],
        "dates_same": dates[0], "dates_differ": dates[1],
    }  # fmt: skip


def _meeting(sets: Numbering[frozenset[str]], x: Numbers, y: Numbers) -> tuple[Flags, Flags]:
    """Tell whether sets have something in common, and whether both have something at all."""
    known = (x > 0) & (y > 0)
    found = known & (x == y)
    rest = np.flatnonzero(known & (x != y))
    values = sets.values
    found[rest] = of_two(lambda a, b: not values[a].isdisjoint(values[b]), x[rest], y[rest], bool)
    return found, known


def _in_common(sets: Numbering[frozenset[str]], x: Numbers, y: Numbers) -> Numbers:
    """Give how many values sets have in common."""
    found = np.zeros(len(x), dtype=np.intp)
    rest = np.flatnonzero((x > 0) & (y > 0))
    values = sets.values
    found[rest] = of_two(lambda a, b: len(values[a] & values[b]), x[rest], y[rest], np.intp)
    return found


def _kinds(values: Values, x: Numbers, y: Numbers) -> Flags:
    """Tell whether a value of one kind is the same, and whether one differs, shape (2, pairs)."""
    found = np.zeros((2, len(x)), dtype=np.bool_)
    rest = np.flatnonzero((x > 0) & (y > 0))
    if len(rest):
        found[:, rest] = of_two(values.compared, x[rest], y[rest], bool).T
    return found


def _addresses(things: Things, x: Numbers, y: Numbers) -> Floats:
    """Give how alike the nearest addresses of pairs are, -1 where a side has none."""
    there = things.column("addresses")
    asked = (there[x] > 0) & (there[y] > 0)
    found: Floats = _each(_places_alike, things, x, y, asked, (-1.0,))[0]
    return found


def _places_alike(x: Thing, y: Thing) -> tuple[float]:
    return (places_alike(x.places, y.places),)


def _each(
    found: Callable[[Thing, Thing], Sequence[float]],
    things: Things, x: Numbers, y: Numbers, asked: Flags, otherwise: Sequence[float],
) -> Floats:  # fmt: skip
    """Give what is found of the pairs that are asked, one by one, shape (values, pairs)."""
    rows = np.flatnonzero(asked)
    values = np.repeat(np.array(otherwise)[:, None], len(x), axis=1)
    if len(rows):
        known = things.known
        pairs = zip(x[rows].tolist(), y[rows].tolist(), strict=True)
        values[:, rows] = np.array([found(known[a], known[b]) for a, b in pairs]).T
    return values


def _may_be_acronym(both: Callable[[str], tuple[Numbers, Numbers]]) -> Flags:
    """Tell of which pairs a word may be initials by its length: others have no acronym."""
    shortest, longest = both("shortest_word"), both("longest_initials")
    initials, short_name = both("initials"), both("short_name")
    return np.asarray(
        (shortest[0] <= longest[1]) | (shortest[1] <= longest[0])
        | ((initials[0] > 0) & (short_name[1] > 0)) | ((initials[1] > 0) & (short_name[0] > 0))
    )  # fmt: skip


def _acronym(x: Thing, y: Thing) -> tuple[float, int]:
    """Tell how far a word of one is the initials of words of the other, and of how many letters.

    The share of words that are the same when the acronym is written out: 1 where it is the whole.
    """
    whole = x.initials & y.joined | y.initials & x.joined
    best = (1.0, max(map(len, whole))) if whole else (0.0, 0)
    for one, other in ((x, y), (y, x)):
        for word in one.short:
            if word in other.lines and len(word) > best[1] * (best[0] == 1.0):
                best = max(best, _written_out(word, one.reads, other.reads))
    return best


def _written_out(word: str, ones: Sequence[Read], others: Sequence[Read]) -> tuple[float, int]:
    best = 0.0
    for read in ones:
        if word not in read.short:
            continue
        mine = set(read.spoken) - {word}
        for other in others:
            if word in other.short:
                continue  # it stands in both
            left = short_for(word, other.spoken)
            if left is not None:
                theirs = set(left)
                same = 1 + len(mine & theirs)
                best = max(best, 2 * same / (2 + len(mine) + len(theirs)))
    return best, len(word) if best else 0


def _made(x: Thing, y: Thing) -> tuple[float, int]:
    """Tell of which share of the other's words a name is made, and of how many letters."""
    best = (0.0, 0)
    for one, other in ((x, y), (y, x)):
        for word in one.made:
            first = word[0]
            if first not in other.begins:
                continue
            for words in phrases(other.described.names | other.described.aliases):
                if words[0][0] == first or words[0] in PASSED_OVER:
                    best = max(best, (made_of(word, words), len(word)))
    return best


def _rendered(x: Thing, y: Thing) -> tuple[float, float]:
    """Tell how completely a name in native script and one in Latin letters tell of each other."""
    best = (0.0, 0.0)
    for one, other in ((x, y), (y, x)):
        written = [key for key in other.keys if key.isascii()]
        for native in one.keys:
            if is_native(native):
                for key in written:
                    shares = rendered(native, wording(key).written)
                    best = max(best, (min(shares), max(shares)))
    return best
