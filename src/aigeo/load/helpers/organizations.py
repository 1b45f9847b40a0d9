"""What kind of body a name stands for, read off the name or off a column that says so."""

from __future__ import annotations

import re

CATEGORIES = {
    "industry": "Firm",
    "private": "Firm",
    "academia": "ResearchOrganization",
    "government": "Agency",
    "public": "Organization",
    "research collective": "ResearchOrganization",
}
_FIRM = re.compile(
    r"\b(?:co(?!-)|corp|inc|ltd|llc|l\.l\.c|llp|plc|gmbh|ag|s\.?a|b\.?v|n\.?v|pte|pvt|jsc|ojsc|pjsc|cjsc"
    r"|a\.s|a/s|s\.?r\.?l|s\.?p\.?a|kk|sdn|bhd|fze|fzc|fzco|company|corporation|limited|incorporated"
    r"|enterprises?|holdings?|technologies|industries|manufacturing|trading|ooo|zao|oao|pao|ao"
    r"|aktiengesellschaft|kabushiki|bank|airlines?|airways|shipyard|factory|plant|refinery"
    r"|electronics|group|design[ -]bureau|logistics|exporters?|importers?|traders?)\b\.?",
    re.I,
)
_RESEARCH = re.compile(
    r"universit|institut|laborator|college|academ[yi]|\bresearch\b|school|hochschule|supercomput"
    r"|polytechni|\b(?:lab|labs|cnrs|cern|scientific|inria)\b|technion|\bscience center",
    re.I,
)
_AGENCY = re.compile(
    r"\b(?:ministry|department of|agency|authority|administration|commission|bureau|directorate"
    r"|council|state committee|customs service)\b",
    re.I,
)
_GOVERNMENT = re.compile(r"^(?:the )?(?:government|govt) of\b|\bgovernment$", re.I)
_FUND = re.compile(r"\b(?:investment fund|wealth fund|fund|pension)\b", re.I)


def organization_type(name: str, category: str = "", default: str = "Organization") -> str:
    """Give the entity type for an organisation.

    A marker of legal form ("Co., Ltd.") decides first, then words such as "University" or
    "Ministry", then `category` ("Industry", "Academia", …), else `default`.
    """
    if _GOVERNMENT.search(name):
        return "Government"
    if _FIRM.search(name):
        return "Firm"
    by_category = CATEGORIES.get(category.strip().casefold())
    if by_category == "Firm":
        return by_category
    if _RESEARCH.search(name):
        return "ResearchOrganization"
    if _AGENCY.search(name):
        return "Agency"
    if _FUND.search(name):
        return "Fund"
    return by_category or default
