"""Ownership arithmetic: shares over all chains, control, and the rules that build on them."""

from aigeo.influence.ownership.answer import ownership
from aigeo.influence.ownership.everyone import Reached, blocked_by_ownership

__all__ = ["Reached", "blocked_by_ownership", "ownership"]
