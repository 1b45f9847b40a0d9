"""Canonical identity: finding entities by name and linking sources to them."""

from aigeo.resolve.find import find, suggest
from aigeo.resolve.search import search

__all__ = ["find", "search", "suggest"]
