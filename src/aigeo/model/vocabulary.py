"""The vocabulary at run time: entity types, relation types, their properties and influence.

It is read from ``schema/generated/vocabulary.json``, compiled from the LinkML sources, so that
starting the program needs neither LinkML nor pydantic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from aigeo.errors import SchemaError
from aigeo.resources import schema_dir

Range = Literal["string", "integer", "float", "boolean", "date", "entity"]
Influence = Literal["forward", "backward", "both", "none"]


@dataclass(frozen=True, slots=True)
class PropertyType:
    """A property of an entity type, or a qualifier of a relation type.

    Numbers lie within ``minimum`` and ``maximum``, in ``unit``; strings match ``pattern`` and are
    one of ``values`` where these are given; the range ``entity`` (qualifiers only) means the id
    of an entity of one of ``types``.
    """

    name: str
    range: Range
    multivalued: bool = False
    unit: str | None = None
    description: str = ""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    values: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityType:
    """A node label; ``properties`` include those of all ancestors."""

    name: str
    parents: tuple[str, ...]
    description: str
    properties: Mapping[str, PropertyType]
    abstract: bool


@dataclass(frozen=True, slots=True)
class RelationType:
    """An edge type with its signature and what it means for influence.

    ``influence`` is the way leverage runs relative to subject → object; ``sign`` is −1 when it
    constrains, +1 when it enables, 0 when neither; ``weight`` (0 to 1) is the strength of the
    relation before confidence and recency; ``mutual_kinds`` are values of the qualifier ``kind``
    for which leverage runs both ways; ``identity`` names the qualifiers that make two
    facts between the same ends distinct.
    """

    name: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    qualifiers: Mapping[str, PropertyType]
    identity: tuple[str, ...]
    influence: Influence
    mutual_kinds: tuple[str, ...]
    sign: int
    weight: float
    half_life_years: float | None
    symmetric: bool
    same_kind: bool
    description: str
    _lineage: Mapping[str, tuple[str, ...]] = field(repr=False)

    def allows(self, subject_type: str, object_type: str) -> bool:
        """Whether the signature admits these entity types or their ancestors."""
        subject = self._lineage.get(subject_type)
        object = self._lineage.get(object_type)
        if subject is None or object is None or not set(subject) & set(self.subject):
            return False
        if set(object) & set(self.object):
            return True
        # Same kind: both ends are under one and the same type of the subject's signature.
        return self.same_kind and bool(set(subject) & set(object) & set(self.subject))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All types of one schema version."""

    version: str
    entity_types: Mapping[str, EntityType]
    relation_types: Mapping[str, RelationType]
    common: Mapping[str, PropertyType]
    """Properties that every relation has beside its qualifiers."""
    _lineage: Mapping[str, tuple[str, ...]] = field(repr=False)

    def labels(self, type: str) -> tuple[str, ...]:
        """Return the type and its ancestors, most general first; SchemaError when unknown."""
        try:
            return self._lineage[type]
        except KeyError:
            raise SchemaError(
                f"unknown entity type {type!r}",
                hint="one of: " + ", ".join(sorted(self.entity_types)),
            ) from None

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether ``type`` is ``ancestor`` or below it; SchemaError when ``type`` is unknown."""
        return ancestor in self.labels(type)

    def most_specific(self, types: Iterable[str]) -> str:
        """Return the deepest of ``types``; the alphabetically first among equals.

        Labels that are not types are passed over; ``Entity`` when nothing is left.
        """
        known = [type for type in types if type in self._lineage]
        return min(known, key=lambda type: (-len(self._lineage[type]), type), default="Entity")

    def subtypes(self, type: str) -> tuple[str, ...]:
        """Return the type and all types below it, sorted by name."""
        self.labels(type)
        return tuple(sorted(name for name, line in self._lineage.items() if type in line))

    def relation(self, name: str) -> RelationType:
        """Return a relation type by name; SchemaError when unknown."""
        try:
            return self.relation_types[name]
        except KeyError:
            raise SchemaError(
                f"unknown relation type {name!r}",
                hint="one of: " + ", ".join(sorted(self.relation_types)),
            ) from None


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a compiled vocabulary; SchemaError when the file is missing or malformed."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _build(raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SchemaError(
            f"{path}: cannot read the vocabulary: {error!r}",
            hint="reinstall aigeo, or run `python -m aigeo.model.generate` in a checkout",
        ) from error


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that is shipped with the program (read once)."""
    return load_vocabulary(schema_dir() / "generated" / "vocabulary.json")


def _build(raw: Mapping[str, Any]) -> Vocabulary:
    types = raw["types"]
    lineage = MappingProxyType({name: tuple(data["lineage"]) for name, data in types.items()})
    own = {name: _properties(data["properties"]) for name, data in types.items()}
    entities: dict[str, EntityType] = {}
    for name, data in types.items():
        properties = {slot: spec for type in lineage[name] for slot, spec in own[type].items()}
        entities[name] = EntityType(
            name=name,
            parents=lineage[name][-2:-1],
            description=data["description"],
            properties=MappingProxyType(properties),
            abstract=data["abstract"],
        )
    relations = {name: _relation(name, data, lineage) for name, data in raw["relations"].items()}
    return Vocabulary(
        version=raw["version"],
        entity_types=MappingProxyType(entities),
        relation_types=MappingProxyType(relations),
        common=MappingProxyType(_properties(raw["common"])),
        _lineage=lineage,
    )


def _properties(raw: Mapping[str, Any]) -> dict[str, PropertyType]:
    return {name: _property(name, data) for name, data in raw.items()}


def _property(name: str, data: Mapping[str, Any]) -> PropertyType:
    return PropertyType(
        name=name,
        range=data["range"],
        multivalued=data.get("multivalued", False),
        unit=data.get("unit"),
        description=data["description"],
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        pattern=data.get("pattern"),
        values=tuple(data.get("values", ())),
        types=tuple(data.get("types", ())),
    )


def _relation(
    name: str,
    data: Mapping[str, Any],
    lineage: Mapping[str, tuple[str, ...]],
) -> RelationType:
    return RelationType(
        name=name,
        subject=tuple(data["subject"]),
        object=tuple(data["object"]),
        qualifiers=MappingProxyType(_properties(data["qualifiers"])),
        identity=tuple(data["identity"]),
        influence=data["influence"],
        mutual_kinds=tuple(data["mutual_kinds"]),
        sign=data["sign"],
        weight=data["weight"],
        half_life_years=data.get("half_life_years"),
        symmetric=data["symmetric"],
        same_kind=data["same_kind"],
        description=data["description"],
        _lineage=lineage,
    )
