"""Who has leverage over whom: signed, weighted paths with evidence on every hop.

Ownership, reach and choke points stand in their own packages, because they load scipy.
"""

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.given import GivenFacts
from aigeo.influence.graph import influence_graph
from aigeo.influence.paths import Answer, paths
from aigeo.influence.source import Claim, FactSource, Step
from aigeo.influence.stored import StoredFacts
from aigeo.influence.table import FactTable

__all__ = [
    "Answer",
    "Claim",
    "Fact",
    "FactSource",
    "FactTable",
    "Filters",
    "GivenFacts",
    "Step",
    "StoredFacts",
    "influence_graph",
    "paths",
]
