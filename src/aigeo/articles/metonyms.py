"""Capitals that stand for governments ("Beijing said"), told from the cities ("in Beijing")."""

from __future__ import annotations

import re
from dataclasses import replace

from aigeo.articles.mentions import Mention

CAPITALS = frozenset(
    "Washington Beijing Taipei Tokyo Seoul Pyongyang Brussels Berlin Rome Prague Moscow "
    "Ankara Islamabad Hanoi "
    "Putrajaya Canberra Ottawa Jerusalem Tehran Riyadh Kyiv".split()
) | {"The Hague", "New Delhi"}
_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|visit(?:ed)? to|trip to|travel(?:led|ed)? to|flew to|"
    r"office in|"
    r"headquartered in|based in|born in)\s+(?:\w+ )?$",
    re.I,
)
_AFTER_PLACE = re.compile(
    r"(?:,? D\.?C\.?|-based|-headquartered|-area|,? \(?(?:Reuters|AP|Bloomberg|Wire)|"
    r"\s*[—–]|, (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)|"
    r" (?:start-?up|startups|company|firm|court|office|headquarters|plant|university|"
    r"district|metro|area|lab)\b)"
)


def as_place(text: str, mention: Mention) -> Mention:
    """The mention as a Place where its context says that the city is meant, else unchanged."""
    if mention.type != "Government" or mention.text.title() not in CAPITALS:
        return mention
    dateline = mention.text.isupper() or (
        (mention.start == 0 or text[mention.start - 1] == "\n")
        and re.match(r"(?:,| \(|\s*[—–]| [-] )", text[mention.end : mention.end + 4]) is not None
    )
    if (
        dateline
        or _BEFORE_PLACE.search(text, max(0, mention.start - 30), mention.start)
        or _AFTER_PLACE.match(text, mention.end)
    ):
        return replace(mention, type="Place", entry=f"place:{mention.text.casefold()}")
    return mention


_SHORT_COUNTRIES = frozenset({"U.S.", "US", "U.S", "U.K.", "UK", "EU", "E.U.", "UAE"})
_NOUN_USE = re.compile(
    r"(?:\s+(?:and|or|to|in|is|are|was|were|has|have|had|will|would|can|could|may|might|must|on|by|for|with|as|at|"
    r"from|but|than|that|which|who|where|while|when|said|says|also|into|after|before|since|over|under|against|did|"
    r"does|do|not|only|itself|alone|until|because|if|then|still|later|now|of)\b|\s*[^\w\s-]|\s*$|\s*\n)"
)


def as_adjective(text: str, mention: Mention) -> Mention:
    """`U.S.` before a noun only describes it, like `American`: it makes no country by itself."""
    if mention.type != "Country" or mention.text not in _SHORT_COUNTRIES or mention.adjective:
        return mention
    if _NOUN_USE.match(text, mention.end):
        return mention
    return replace(mention, adjective=True)
