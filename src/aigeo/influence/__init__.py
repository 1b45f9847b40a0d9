"""Who has leverage over whom: signed, weighted paths with evidence on every hop."""

from aigeo.influence.facts import Filters
from aigeo.influence.paths import Answer, paths

__all__ = ["Answer", "Filters", "paths"]
