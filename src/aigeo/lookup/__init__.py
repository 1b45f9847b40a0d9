"""Entities, facts, evidence, sources and counts as plain rows, for whatever shows them."""

from aigeo.lookup.counts import counted
from aigeo.lookup.entities import described, entities, relations, statements_about
from aigeo.lookup.facts import evidence, fact
from aigeo.lookup.listing import listed
from aigeo.lookup.selection import Selection
from aigeo.lookup.sources import source, sources
from aigeo.lookup.state import state
from aigeo.lookup.subgraph import around, overview, within

__all__ = [
    "Selection",
    "around",
    "counted",
    "described",
    "entities",
    "evidence",
    "fact",
    "listed",
    "overview",
    "relations",
    "source",
    "sources",
    "state",
    "statements_about",
    "within",
]
