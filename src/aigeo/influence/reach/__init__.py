"""Who has leverage on an entity, or on whom it has, ranked."""

from aigeo.influence.reach.answer import DIRECTIONS, SIGNS, reach

__all__ = ["DIRECTIONS", "SIGNS", "reach"]
