"""The graph in the words of the Biolink model, as KGX exchanges it.

Biolink has no words for trade and sanctions: what fits no predicate is `biolink:related_to`, and
`original_predicate` names the relation type. (https://kgx.readthedocs.io, format specification.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from aigeo.export import payload
from aigeo.export.payload import Item
from aigeo.export.reader import Graph
from aigeo.model.vocabulary import vocabulary

Row = dict[str, Any]
KNOWLEDGE_SOURCE = "infores:aigeo"
# The most special type comes first; what is missing is its parent's.
CATEGORIES = {
    "Agent": "biolink:Agent",
    "Country": "biolink:GeographicLocation",
    "Place": "biolink:GeographicLocation",
    "Facility": "biolink:PhysicalEntity",
    "Chip": "biolink:Device",
    "Dataset": "biolink:Dataset",
    "Model": "biolink:InformationContentEntity",
    "Policy": "biolink:InformationContentEntity",
    "Entity": "biolink:NamedThing",
}
PREDICATES = {
    "PART_OF": "biolink:part_of",
    "BASED_IN": "biolink:located_in",
    "DERIVED_FROM": "biolink:derives_from",
    "DEVELOPS": "biolink:produces",
    "MANUFACTURES": "biolink:produces",
}
OTHER = "biolink:related_to"
_NODE = ("name", "description", "aliases", "external_ids", "labels", "id", "type")
_EDGE = ("id", "type", "subject", "object", "sources")


def nodes(graph: Graph) -> Iterator[Row]:
    """Give the nodes: sources, then entities, then loose statements."""
    for source in graph.sources():
        shown = {
            "id": _curie("source", source["id"]),
            "category": ["biolink:InformationContentEntity"],
            "name": source.get("title") or source["id"],
            "provided_by": [KNOWLEDGE_SOURCE],
            "rights": source.get("licence"),
            "license": source.get("licence"),
            "attribution": source.get("attribution"),
        }
        yield payload.signed(_filled(shown), source=source)
    for item in payload.entities(graph):
        yield payload.signed(
            _filled(_node(item)), statements=item.statements, identities=item.identities
        )
    for statement in payload.loose(graph):
        shown = {
            "id": _curie("statement", statement["id"]),
            "category": ["biolink:InformationContentEntity"],
            "name": f"statement on {statement['subject']}",
            "description": statement.get("quote"),
            "provided_by": [KNOWLEDGE_SOURCE],
        }
        yield payload.signed(_filled(shown), statements=[statement])


def edges(graph: Graph) -> Iterator[Row]:
    """Give the edges."""
    for item in payload.relations(graph):
        yield payload.signed(_filled(_edge(item)), statements=item.statements)


def category_of(type: str) -> str:
    """Give the Biolink category of an entity type."""
    lineage = reversed(vocabulary().labels(type))
    return next(CATEGORIES[label] for label in lineage if label in CATEGORIES)


def _curie(kind: str, id: str) -> str:
    """Give the CURIE of something that is no entity: one colon, as kgx's validator wants it."""
    return f"aigeo.{kind}:{quote(id, safe='', errors='surrogatepass')}"


def _node(item: Item) -> Row:
    row = item.row
    return {
        "id": row["id"],
        "category": [category_of(row["type"])],
        "name": row["name"],
        "description": row.get("description"),
        "synonym": row.get("aliases"),
        "xref": row.get("external_ids"),
        "provided_by": [KNOWLEDGE_SOURCE],
        "aigeo_type": row["type"],
        **{key: value for key, value in row.items() if key not in _NODE},
    }


def _edge(item: Item) -> Row:
    row = item.row
    return {
        "id": row["id"],
        "subject": row["subject"],
        "predicate": PREDICATES.get(row["type"], OTHER),
        "object": row["object"],
        "category": ["biolink:Association"],
        "original_predicate": f"aigeo:{row['type']}",
        "primary_knowledge_source": KNOWLEDGE_SOURCE,
        "knowledge_level": "knowledge_assertion",
        "agent_type": "automated_agent",
        "publications": [_curie("source", source) for source in row["sources"]],
        **{key: value for key, value in row.items() if key not in _EDGE},
    }


def _filled(row: Mapping[str, Any]) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "", [])}
