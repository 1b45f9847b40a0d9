"""`aigeo schema`: the vocabulary of the graph."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option, say
from aigeo.errors import NotFoundError

if TYPE_CHECKING:
    from aigeo.model.vocabulary import EntityType, PropertyType, RelationType

_EFFECTS = {-1: "constrains", 0: "neither", 1: "enables"}


@click.command(
    short_help="Print the vocabulary of the graph.",
    epilog=examples_epilog("aigeo schema", "aigeo schema SANCTIONS", "aigeo schema --format json"),
)
@click.argument("name", required=False)
@format_option("auto", "table", "json")
def command(name: str | None, format: str) -> None:
    """Print entity types and relation types with signature and influence; or one of them.

    Influence says which way leverage runs: forward from subject to object, backward, both ways or
    not at all.
    """
    from aigeo.model.vocabulary import vocabulary

    words = vocabulary()
    entities = {t.name: _entity(t) for t in words.entity_types.values()}
    relations = {r.name: _relation(r) for r in words.relation_types.values()}
    if name is not None:
        _one(name, {**entities, **relations}, format)
    elif chosen(format) == "json":
        found = {"entities": list(entities.values()), "relations": list(relations.values())}
        emit_json({"version": words.version, **found})
    else:
        emit(
            [{**e, "properties": [p["name"] for p in e["properties"]]} for e in entities.values()],
            "table",
            ("name", "parent", "description", "properties"),
            title="Entity types",
        )
        emit(
            [
                {
                    **r,
                    "qualifiers": [q["name"] for q in r["qualifiers"]],
                    "effect": _EFFECTS[r["sign"]],
                }
                for r in relations.values()
            ],
            "table",
            ("name", "subject", "object", "qualifiers", "influence", "effect", "weight"),
            title="Relation types",
        )


def _one(name: str, known: dict[str, dict[str, Any]], format: str) -> None:
    wanted = next((n for n in known if n.casefold() == name.casefold()), None)
    if wanted is None:
        raise NotFoundError(f"no type is named {name!r}", hint="see: aigeo schema")
    found = known[wanted]
    if chosen(format) == "json":
        emit_json(found)
        return
    say(f"{wanted}: {found['description']}")
    details = {k: v for k, v in found.items() if not isinstance(v, list | tuple) or k in _ENDS}
    for key, value in details.items():
        if key not in ("name", "description") and value not in (None, ()):
            say(f"  {key.replace('_', ' ')}: {', '.join(value) if key in _ENDS else value}")
    properties = found.get("properties", found.get("qualifiers"))
    emit(properties or [], "table", ("name", "range", "multivalued", "unit", "description"))


_ENDS = ("subject", "object", "identity")


def _entity(type: EntityType) -> dict[str, Any]:
    return {
        "name": type.name,
        "parent": type.parents[0] if type.parents else None,
        "description": type.description,
        "abstract": type.abstract,
        "properties": [_property(p) for p in type.properties.values()],
    }


def _relation(type: RelationType) -> dict[str, Any]:
    return {
        "name": type.name,
        "description": type.description,
        "subject": type.subject,
        "object": type.object,
        "qualifiers": [_property(q) for q in type.qualifiers.values()],
        "identity": type.identity,
        "influence": type.influence,
        "sign": type.sign,
        "weight": type.weight,
        "half_life_years": type.half_life_years,
        "symmetric": type.symmetric,
        "same_kind": type.same_kind,
    }


def _property(type: PropertyType) -> dict[str, Any]:
    return {k: v for k, v in asdict(type).items() if v not in (None, (), "")}
