"""Telling natural persons from bodies by the name alone, where a list has no column for it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from aigeo.load.helpers.organizations import organization_type

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*\.?")
_BODY = re.compile(
    r"\b(?:and|of|for|the|de c\.?v|international|intl|global|technolog\w*|technik|system\w*"
    r"|service\w*"
    r"|solution\w*|supply|supplies|center|centre|aviation|aero\w*|air|marine|shipping|export\w*"
    r"|import\w*|trad(?:e|ing)|engineering|industr\w+|general|micro\w*|power|team"
    r"|associat\w+|network\w*"
    r"|communication\w*|computer\w*|data|digital|electro\w*|enterprise\w*"
    r"|equipment|instrument\w*|laser|machine\w*|medical|motors?|parts|precision|project\w*|semiconductor\w*"
    r"|software|space\w*|special|state|tech|telecom\w*|textile|tools?|transport\w*|university|works"
    r"|empire|bureau|base|brigade|force|navy|army|forum|foundation|market|money|exchange|services"
    r"|construction|company|companies|cargo|freight|line|lines|oil|gas|petro\w*|chemical\w*|steel)\b",
    re.I,
)


@cache
def given_names() -> frozenset[str]:
    """Give the given names of at least two individuals on OFAC's list, in lower case.

    Words that names of bodies on the list use as well are left out.
    """
    text = (files("aigeo.load.helpers") / "given_names.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def looks_like_person(name: str, *, mostly_persons: bool = False) -> bool:
    """Tell whether a name of two to five words reads as a person's.

    One of the words must be a known given name, unless the list holds mostly persons; words of
    trade, marks of legal form, digits and ampersands rule it out.
    """
    words = re.sub(r"[()“”\"]", " ", name).replace(",", " ").split()
    if not 2 <= len(words) <= 5 or _BODY.search(name) or not all(map(_WORD.fullmatch, words)):
        return False
    if organization_type(name) != "Organization":
        return False
    return mostly_persons or any(word.casefold().strip(".") in given_names() for word in words)
