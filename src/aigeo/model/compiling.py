"""Compile the LinkML sources into the compact vocabulary that the program reads.

Needs LinkML (extra ``schema``); imported by the generator only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jsonasobj2 import items
from linkml_runtime.linkml_model.meta import ClassDefinition, SlotDefinition
from linkml_runtime.utils.schemaview import SchemaView

from aigeo.errors import SchemaError

COMMON = (
    "start",
    "end",
    "confidence",
    "status",
    "negated",
    "first_seen",
    "last_seen",
    "sources",
    "quote",
)
"""Slots of every relation that are not qualifiers of a type."""

_RANGES = {
    "string": "string",
    "integer": "integer",
    "double": "float",
    "boolean": "boolean",
    "PartialDate": "date",
}
_INFLUENCES = {"forward", "backward", "both", "none"}


def open_schema(folder: Path) -> SchemaView:
    """Return the view of ``aigeo.yaml`` with its imports resolved."""
    view = SchemaView(str(folder / "aigeo.yaml"))
    view.merge_imports()
    return view


def entity_classes(view: SchemaView) -> list[str]:
    """Return the names of the entity types in schema order."""
    return [str(name) for name in view.all_classes() if "Entity" in view.class_ancestors(name)]


def relation_classes(view: SchemaView) -> list[str]:
    """Return the class names of the relation types in schema order."""
    return [
        str(name)
        for name in view.all_classes()
        if "Relation" in view.class_ancestors(name) and name != "Relation"
    ]


def relation_name(class_name: str) -> str:
    """Return the edge type that a relation class stands for: ``BasedIn`` → ``BASED_IN``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", class_name).upper()


def compile_vocabulary(view: SchemaView) -> dict[str, Any]:
    """Return the vocabulary as plain data; SchemaError where an annotation is missing or wrong."""
    types = {name: _entity(view, name) for name in entity_classes(view)}
    relations = {relation_name(name): _relation(view, name) for name in relation_classes(view)}
    common = {name: _property(view, view.induced_slot(name, "Relation")) for name in COMMON}
    return {
        "version": str(view.schema.version),
        "types": types,
        "relations": relations,
        "common": common,
    }


def _entity(view: SchemaView, name: str) -> dict[str, Any]:
    definition = view.get_class(name)
    properties = {
        str(slot): _property(view, view.induced_slot(slot, name))
        for slot in definition.attributes
        if slot != "id"
    }
    return {
        "lineage": [str(item) for item in reversed(view.class_ancestors(name))],
        "abstract": bool(definition.abstract),
        "description": definition.description,
        "properties": properties,
    }


def _relation(view: SchemaView, name: str) -> dict[str, Any]:
    definition = view.get_class(name)
    qualifiers = {
        str(slot): _property(view, view.induced_slot(slot, name)) for slot in definition.slots
    }
    identity = [str(item) for item in _annotation(definition, "identity", [])]
    influence = str(_annotation(definition, "influence"))
    sign = int(_annotation(definition, "sign"))
    weight = float(_annotation(definition, "weight"))
    half_life = _annotation(definition, "half_life_years", 0)
    if influence not in _INFLUENCES or sign not in {-1, 0, 1} or not 0 <= weight <= 1:
        raise SchemaError(
            f"{name}: influence {influence!r}, sign {sign} or weight {weight} is wrong"
        )
    if not set(identity) <= set(qualifiers):
        raise SchemaError(f"{name}: identity {identity} is not among its qualifiers")
    return {
        "description": definition.description,
        "subject": targets(view.induced_slot("subject", name)),
        "object": targets(view.induced_slot("object", name)),
        "qualifiers": qualifiers,
        "identity": identity,
        "influence": influence,
        "mutual_kinds": [str(item) for item in _annotation(definition, "mutual_kinds", [])],
        "sign": sign,
        "weight": weight,
        "half_life_years": float(half_life) if half_life else None,
        "symmetric": bool(_annotation(definition, "symmetric", False)),
        "same_kind": bool(_annotation(definition, "same_kind", False)),
    }


def _annotation(definition: ClassDefinition, name: str, default: Any = None) -> Any:
    for tag, annotation in items(definition.annotations):
        if tag == name:
            return annotation.value
    if default is None:
        raise SchemaError(f"{definition.name}: annotation {name!r} is missing")
    return default


def targets(slot: SlotDefinition) -> list[str]:
    """Return the classes that a slot may point at."""
    alternatives = [str(item.range) for item in slot.any_of]
    return alternatives or [str(slot.range)]


def _property(view: SchemaView, slot: SlotDefinition) -> dict[str, Any]:
    data: dict[str, Any] = {"range": "string", "description": slot.description or ""}
    if slot.range in view.all_classes():
        data["range"] = "entity"
        data["types"] = targets(slot)
    elif slot.range in view.all_enums():
        data["values"] = list(view.get_enum(slot.range).permissible_values)
    elif slot.range in _RANGES:
        data["range"] = _RANGES[slot.range]
    else:
        raise SchemaError(f"{slot.name}: range {slot.range!r} is not used in this vocabulary")
    if slot.multivalued:
        data["multivalued"] = True
    if slot.unit is not None:
        data["unit"] = str(slot.unit.ucum_code)
    if slot.pattern:
        data["pattern"] = str(slot.pattern)
    if slot.minimum_value is not None:
        data["minimum"] = float(slot.minimum_value)
    if slot.maximum_value is not None:
        data["maximum"] = float(slot.maximum_value)
    return data
