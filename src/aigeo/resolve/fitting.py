"""Whether two things that share a name may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    if not anywhere and a.countries and b.countries and a.countries.isdisjoint(b.countries):
        return False
    if a.dates and b.dates and births_agree(a.dates, b.dates) is False:
        return False
    is_in_line = in_line(a.type, b.type, vocabulary) or (
        siblings and all(vocabulary.is_a(t, "Organization") for t in (a.type, b.type))
        and "Government" not in (a.type, b.type)
    )  # fmt: skip
    if not is_in_line or not (a.external_ids and b.external_ids):
        return is_in_line
    schemes = _schemes(a.external_ids), _schemes(b.external_ids)
    return all(
        schemes[0][scheme] & schemes[1][scheme] for scheme in schemes[0].keys() & schemes[1].keys()
    )


def fits_with(a: Candidate, vocabulary: Vocabulary) -> Callable[[Candidate], bool]:
    """Give `fits` of one entity, to be asked about many others."""
    types: dict[str, bool] = {}
    countries, external_ids = a.countries, a.external_ids
    is_born = bool(births(a.dates))

    def fitting(b: Candidate) -> bool:
        if countries and b.countries and countries.isdisjoint(b.countries):
            return False
        is_in_line = types.get(b.type)
        if is_in_line is None:
            is_in_line = types[b.type] = in_line(a.type, b.type, vocabulary)
        if not is_in_line or b.generic:
            return False
        if (is_born and b.dates) or (external_ids and b.external_ids):
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
        out.setdefault(external.split(":", 1)[0], set()).add(external)
    return out
