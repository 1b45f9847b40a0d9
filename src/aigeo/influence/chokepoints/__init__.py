"""Choke points: whose loss cuts an entity, or the most models, from what they need."""

from aigeo.influence.chokepoints.answer import chokepoints
from aigeo.influence.chokepoints.stopping import stopping_countries

__all__ = ["chokepoints", "stopping_countries"]
