"""Canonical identity: finding entities by name and linking sources to them."""

from aigeo.resolve.find import find, suggest

__all__ = ["find", "suggest"]
