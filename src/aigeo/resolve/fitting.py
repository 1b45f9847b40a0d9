"""Whether two things that share a name may be one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.beside import births, births_agree, same_birthday

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate


def in_line(a: str, b: str, vocabulary: Vocabulary) -> bool:
    """Tell whether one of two types is the other or a kind of it."""
    return a in vocabulary.entity_types and (
        a == b or vocabulary.is_a(a, b) or vocabulary.is_a(b, a)
    )


def may_be(a: str, b: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a thing of one type may be called one of another: a fund, or a firm.

    >>> from aigeo.model.vocabulary import vocabulary
    >>> may_be("Firm", "Fund", vocabulary()), may_be("Place", "Government", vocabulary())
    (True, False)
    """
    return in_line(a, b, vocabulary) or (
        "Government" not in (a, b) and all(vocabulary.is_a(t, "Organization") for t in (a, b))
    )


def fits(
    a: Candidate,
    b: Candidate,
    vocabulary: Vocabulary,
    *,
    siblings: bool = False,
    anywhere: bool = False,
) -> bool:
    """Tell whether two entities that share a name may be one.

    Their types must be in line (with `siblings`, both may be organisations of different kinds),
    their countries must not exclude each other (with `anywhere`, they may), no identifier
    scheme may give them different values, and people must not be born on different dates.
    """
    if b.generic:
        return False
    if not anywhere and a.countries and b.countries and elsewhere(a.countries, b.countries):
        return False
    if a.dates and b.dates and births_agree(a.dates, b.dates) is False:
        return False
    alike = may_be if siblings else in_line
    if not alike(a.type, b.type, vocabulary):
        return False
    schemes = _schemes(numbers(a)), _schemes(numbers(b))
    return all(
        schemes[0][scheme] & schemes[1][scheme] for scheme in schemes[0].keys() & schemes[1].keys()
    )


EXTERNAL_SCHEMES = frozenset(("wd", "lei", "ofac", "bis", "ftm", "agora"))


def numbers(candidate: Candidate) -> frozenset[str]:
    """Give the external ids of a thing, its own id among them where a register gave it.

    Two entries of one register that have two numbers there are two things.
    """
    if candidate.id.partition(":")[0] in EXTERNAL_SCHEMES:
        return candidate.external_ids | {candidate.id}
    return candidate.external_ids


def is_iso(entity_id: str) -> bool:
    """Tell whether an id stands for a country or its government by the country's ISO code."""
    return entity_id.startswith(("cc:", "gov:"))


WITHIN: Mapping[str, str] = {
    **dict.fromkeys(("hk", "mo"), "cn"),
    **dict.fromkeys(("ai", "bm", "gg", "gi", "im", "je", "ky", "ms", "tc", "vg"), "gb"),
    **dict.fromkeys(("as", "gu", "mp", "pr", "vi"), "us"),
    **dict.fromkeys(("aw", "cw", "sx"), "nl"),
}
"""Territories to the country that lists write in their place."""


def elsewhere(a: Collection[str], b: Collection[str]) -> bool:
    """Tell whether two sets of countries exclude each other.

    A territory does not exclude the country that it belongs to: lists give firms in Hong Kong
    either. Two territories of one country do.

    >>> elsewhere({"hk"}, {"cn"}), elsewhere({"hk"}, {"mo"}), elsewhere({"cn"}, {"tw"})
    (False, True, True)
    """
    if not frozenset(a).isdisjoint(b):
        return False
    return not any(WITHIN.get(x) == y or x == WITHIN.get(y) for x in a for y in b)


def fits_with(a: Candidate, vocabulary: Vocabulary) -> Callable[[Candidate], bool]:
    """Give `fits` of one entity, to be asked about many others."""
    types: dict[str, bool] = {}
    countries, is_numbered = a.countries, bool(numbers(a))
    is_born = bool(births(a.dates))

    def fitting(b: Candidate) -> bool:
        if countries and b.countries and elsewhere(countries, b.countries):
            return False
        is_in_line = types.get(b.type)
        if is_in_line is None:
            is_in_line = types[b.type] = in_line(a.type, b.type, vocabulary)
        if not is_in_line or b.generic:
            return False
        if (is_born and b.dates) or (is_numbered and numbers(b)):
            return fits(a, b, vocabulary)
        return True

    return fitting


def other_nationality(a: Candidate, b: Candidate) -> bool:
    """Tell whether two people are of different countries, and no birthday makes them one."""
    return (
        bool(a.nationalities and b.nationalities)
        and a.nationalities.isdisjoint(b.nationalities)
        and not same_birthday(a.dates, b.dates)
    )


def _schemes(ids: Iterable[str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for external in ids:
        scheme = external.split(":", 1)[0]
        if scheme not in OF_MANY:
            out.setdefault(scheme, set()).add(external)
    return out


OF_MANY = frozenset(("ticker", "isin", "bic"))
"""Schemes of which one firm has several values: it is listed in several places."""
