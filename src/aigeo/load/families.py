"""Ties that follow from a name: a version to its family, a capital to its country."""

from __future__ import annotations

from collections.abc import Iterator

from aigeo.load.places import country_name
from aigeo.model.ids import entity_id
from aigeo.model.records import EntityRecord, RelationRecord
from aigeo.resolve.families import capital_of, family

TIED = frozenset({"Model", "Chip", "Place"})
FAMILY_CONFIDENCE = 0.95
"""Most that a name alone says of what its bearer is part of."""


def ties(record: EntityRecord) -> Iterator[tuple[EntityRecord, RelationRecord]]:
    """Give the whole that an entity's name makes it part of, with the relation between them.

    Both have the evidence of the entity itself: where it is named.
    """
    if record.type not in TIED or record.properties.get("generic"):
        return
    confidence = min(record.confidence, FAMILY_CONFIDENCE)
    found = family(record.type, record.name)
    code = capital_of(record.name) if record.type == "Place" else None
    if found is not None:
        whole = EntityRecord(
            id=entity_id(record.type, found.name), type=record.type, name=found.name,
            evidence=record.evidence, aliases=found.aliases, confidence=confidence,
        )  # fmt: skip
        kind = "type-of"
    elif code is not None and code in record.properties.get("countries", (code,)):
        whole = EntityRecord(
            id=f"cc:{code}", type="Country", name=country_name(code), evidence=record.evidence,
            properties={"countries": [code], "iso2": code.upper()}, confidence=confidence,
        )  # fmt: skip
        kind = "capital"
    else:
        return
    if whole.id != record.id:
        yield whole, RelationRecord(
            "PART_OF", record.id, whole.id, record.evidence, qualifiers={"kind": kind},
            confidence=confidence,
        )  # fmt: skip
