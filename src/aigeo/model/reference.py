"""Reference pages of the vocabulary in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linkml_runtime.linkml_model.meta import ClassDefinition, SlotDefinition
from linkml_runtime.utils.schemaview import SchemaView

from aigeo.model.compiling import relation_classes, relation_name

_NOTE = "<!-- Generated from schema/ by `python -m aigeo.model.generate`; do not edit. -->\n\n"
_ARROWS = {"forward": "→", "backward": "←", "both": "↔", "none": "none"}
_SIGNS = {-1: "−", 0: "0", 1: "+"}
_PROVENANCE = ("Statement", "Source", "Load", "Judgement")


def reference_pages(compiled: Mapping[str, Any], view: SchemaView) -> dict[str, str]:
    """Return file name and text of each page."""
    return {
        "index.md": _NOTE + _index(compiled),
        "entities.md": _NOTE + _entities(compiled, view),
        "relations.md": _NOTE + _relations(compiled, view),
        "provenance.md": _NOTE + _provenance(view),
    }


def _index(compiled: Mapping[str, Any]) -> str:
    types = (
        (_link(name, "entities"), " → ".join(data["lineage"]), data["description"])
        for name, data in compiled["types"].items()
    )
    relations = (
        (
            _link(name, "relations"),
            ", ".join(data["subject"]),
            _object_text(data),
            _ARROWS[data["influence"]] + (f" {_SIGNS[data['sign']]}" if data["weight"] else ""),
            f"{data['weight']:g}",
            f"{data['half_life_years']:g}" if data["half_life_years"] else "",
        )
        for name, data in compiled["relations"].items()
    )
    return (
        f"# Vocabulary {compiled['version']}\n\n"
        "Node labels and edge types of the graph, from the LinkML files under `schema/`. "
        "[Statements, sources, loads and judgements](provenance.md) have a page of their own.\n\n"
        "## Entity types\n\n" + _table(("label", "lineage", "what"), types) + "\n"
        "## Relation types\n\n"
        "Written subject to object. Influence is the way leverage runs; − constrains, + enables, "
        "0 neither. The weight is the strength before confidence and recency; it halves with each "
        "half-life, in years, where there is one.\n\n"
        + _table(("type", "subject", "object", "influence", "weight", "half-life"), relations)
    )


def _link(name: str, page: str) -> str:
    return f"[{name}]({page}.md#{name.lower()})"


def _entities(compiled: Mapping[str, Any], view: SchemaView) -> str:
    parts = [
        "# Entity types\n\nA node carries the labels of its type and of all ancestors. Properties "
        "of ancestors apply too. Dates are ISO dates; the day, or month and day, may be missing.\n"
    ]
    for name, data in compiled["types"].items():
        parts.append(f"\n## {name}\n\n{data['description']}\n\n")
        if len(data["lineage"]) > 1:
            parts.append(f"Below `{data['lineage'][-2]}`.")
            parts.append(
                " Abstract: no node has it as its own type.\n\n" if data["abstract"] else "\n\n"
            )
        parts.append(_mappings(view.get_class(name), view))
        if data["properties"]:
            parts.append(_property_table(data["properties"], name, view))
    return "".join(parts)


def _relations(compiled: Mapping[str, Any], view: SchemaView) -> str:
    classes = {relation_name(name): name for name in relation_classes(view)}
    parts = [
        "# Relation types\n\nEvery relation also has:\n\n",
        _property_table(compiled["common"], "Relation", view),
    ]
    for name, data in compiled["relations"].items():
        parts.append(f"\n## {name}\n\n{data['description']}\n\n")
        parts.append(f"- From {', '.join(data['subject'])} to {_object_text(data)}.\n")
        parts.append(f"- Influence: {_influence_text(data)}\n")
        if data["identity"]:
            parts.append(
                f"- Two facts between the same ends differ by: {', '.join(data['identity'])}.\n"
            )
        if data["symmetric"]:
            parts.append("- Symmetric: the two ends are interchangeable.\n")
        parts.append("\n" + _mappings(view.get_class(classes[name]), view))
        if data["qualifiers"]:
            parts.append(_property_table(data["qualifiers"], classes[name], view))
    return "".join(parts)


def _influence_text(data: Mapping[str, Any]) -> str:
    if data["influence"] == "none":
        return "none; the relation is in no influence path."
    direction = {
        "forward": "the subject on the object",
        "backward": "the object on the subject",
        "both": "both on each other",
    }[data["influence"]]
    effect = {-1: "constrains", 0: "bears on it without a sign", 1: "enables"}[data["sign"]]
    decay = data["half_life_years"]
    fading = f"halves every {decay:g} years" if decay else "lasts until the fact ends"
    kinds = " or ".join(data["mutual_kinds"])
    mutual = f" Where kind is {kinds}, both on each other." if kinds else ""
    return f"{direction}, {effect}; base weight {data['weight']:g}, which {fading}.{mutual}"


def _object_text(data: Mapping[str, Any]) -> str:
    same = ["the same kind as the subject"] if data["same_kind"] else []
    return ", ".join([*same, *data["object"]])


def _provenance(view: SchemaView) -> str:
    parts = ["# Statements, sources, loads and judgements\n"]
    for name in _PROVENANCE:
        definition = view.get_class(name)
        parts.append(f"\n## {name}\n\n{definition.description}\n\n")
        parts.append(_mappings(definition, view))
        rows = (_slot_row(slot) for slot in view.class_induced_slots(name))
        parts.append(_table(("property", "values", "what"), rows))
    for name, definition in view.all_enums().items():
        parts.append(
            f"\n## {name}\n\n{definition.description or ''}\n\n".replace("\n\n\n\n", "\n\n")
        )
        values = (
            (f"`{value}`", item.description or "")
            for value, item in definition.permissible_values.items()
        )
        parts.append(_table(("value", "meaning"), values))
    return "".join(parts)


def _slot_row(slot: SlotDefinition) -> tuple[str, str, str]:
    need = ", required" if slot.required else ""
    return f"`{slot.name}`", f"{slot.range}{need}", str(slot.description or "")


def _property_table(properties: Mapping[str, Any], owner: str, view: SchemaView) -> str:
    rows = (
        (
            f"`{name}`",
            _values(data),
            data["description"],
            _terms(view.induced_slot(name, owner), view),
        )
        for name, data in properties.items()
    )
    return _table(("property", "values", "what", "same as"), rows)


def _values(data: Mapping[str, Any]) -> str:
    text = ", ".join(f"`{value}`" for value in data.get("values", ())) or str(data["range"])
    if data.get("types"):
        text = " or ".join(data["types"])
    if data.get("unit"):
        text += f", {data['unit']}"
    if data.get("maximum") is not None:
        text += f", {data['minimum']:g} to {data['maximum']:g}"
    if data.get("pattern"):
        text += f", `{data['pattern']}`"
    return f"list of {text}" if data.get("multivalued") else text


def _terms(element: SlotDefinition | ClassDefinition, view: SchemaView) -> str:
    terms = [*element.exact_mappings, *element.close_mappings, *element.narrow_mappings]
    return ", ".join(f"[{term}]({view.expand_curie(str(term))})" for term in terms)


def _mappings(definition: ClassDefinition, view: SchemaView) -> str:
    lines = []
    for what, terms in (
        ("Same as", definition.exact_mappings),
        ("Close to", definition.close_mappings),
        ("Wider than", definition.narrow_mappings),
    ):
        if terms:
            links = ", ".join(f"[{term}]({view.expand_curie(str(term))})" for term in terms)
            lines.append(f"{what} {links}.")
    return " ".join(lines) + "\n\n" if lines else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
