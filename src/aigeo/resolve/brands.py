"""Short names that are brands, by their writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigeo.model.names import name_key

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate

LEAST = 4
"""Letters of a name that its capitals show to be a brand."""


def is_brand(text: str) -> bool:
    """Tell whether a short name is written as a brand, which no acronym is.

    >>> is_brand("MetaX"), is_brand("METAX"), is_brand("Meta"), is_brand("xAI")
    (True, False, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LEAST and 2 <= sum(c.isupper() for c in letters) < len(letters) - 1


def brand_of_one(key: str, *of: Candidate) -> bool:
    """Tell whether one of several things writes the name of a matching key as a brand."""
    return any(
        is_brand(text) and name_key(text) == key
        for one in of for text in (*one.names, *one.aliases)
    )  # fmt: skip
