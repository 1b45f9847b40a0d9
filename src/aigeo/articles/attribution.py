"""Who a sentence names as the source of its claim ("Data from CSET indicates that …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aigeo.articles.render import Rendered

_SAYS = (
    r"(?:said|says|say|indicates?|indicated|shows?|showed|suggests?|suggested|estimates?|estimated|finds?|found|"
    r"argues?|argued|reports?|reported|notes?|noted|claims?|claimed|concludes?|concluded|reveals?|revealed|warns?|"
    r"warned|believes?|reckons?|calculates?|calculated|asserts?|asserted|wrote|writes|told \w+)"
)
_SLOT = r"<(?:Firm|Organization|Agency|ResearchOrganization|Government|Person|Fund) (?P<who>\d+)>"
# A claim that comes first is bound to the start, where it would be found anyway: unbound, a
# sentence without one is searched from each of its characters to its end.
_FORMS = (
    re.compile(
        rf"\b(?:data|report|reports|analysis|study|research|figures|estimates?|paper|survey|findings|evidence|numbers|"
        rf"documents?|filings?) (?:\w+ ){{0,3}}(?:from|by|of|published by|released by) "
        rf"(?:the )?{_SLOT}[^<>;]{{0,40}}?"
        rf"\b{_SAYS}\b(?: that)?(?P<claim>.*)",
        re.I,
    ),
    re.compile(rf"\b[Aa]ccording to (?:[\w' ]{{0,40}})?{_SLOT},?(?P<claim>.*)"),
    re.compile(rf"\A(?P<claim>.{{10,}}?),? according to (?:[\w' ]{{0,40}})?{_SLOT}"),
    re.compile(
        rf"{_SLOT}(?:,[^,]{{1,110}},)? (?:\w+ly |also |has |have )?{_SAYS} that (?P<claim>.*)"
    ),
    re.compile(rf"\A(?P<claim>.{{10,}}?),[\"”]? {_SLOT}(?:,[^,]{{1,80}},)? (?:said|says|told)\b"),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """text[start:end] is claimed by the entity of this number."""

    start: int
    end: int
    entity: int


def find_claims(rendered: Rendered) -> Iterator[Claim]:
    """Attributed parts of a rendered sentence."""
    for form in _FORMS:
        match = form.search(rendered.text)
        if match is not None and match["claim"].strip():
            start, end = rendered.span(*match.span("claim"))
            yield Claim(start, end, int(match["who"]))
            return
