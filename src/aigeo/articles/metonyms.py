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
