"""RDF terms that LinkML has no form for: relation types as properties with their signatures.

In RDF a relation is a direct triple ``subject aigeo:BASED_IN object`` and one
``aigeo:Statement`` node for each statement behind it (docs/reference/rdf.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from linkml_runtime.utils.schemaview import SchemaView

from aigeo.model.compiling import relation_classes, relation_name

_PREFIXES = """
@prefix aigeo: <https://w3id.org/aigeo/schema/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def owl_properties(compiled: Mapping[str, Any], view: SchemaView) -> str:
    """Return Turtle that declares each relation type as an object property with its influence."""
    mappings = {relation_name(name): view.get_class(name) for name in relation_classes(view)}
    parts = [_PREFIXES]
    for name, relation in compiled["relations"].items():
        kind = "owl:ObjectProperty"
        if relation["symmetric"]:
            kind += ", owl:SymmetricProperty"
        lines = [
            f"aigeo:{name} a {kind}",
            f"rdfs:label {_text(name)}",
            f"rdfs:comment {_text(relation['description'])}",
            f"rdfs:domain {_union(relation['subject'])}",
            f"rdfs:range {_union(_objects(relation))}",
            f"aigeo:influence {_text(relation['influence'])}",
            f"aigeo:sign {relation['sign']}",
            f"aigeo:baseWeight {_double(relation['weight'])}",
        ]
        for predicate, terms in (
            ("skos:exactMatch", mappings[name].exact_mappings),
            ("skos:closeMatch", mappings[name].close_mappings),
        ):
            if terms:
                expanded = sorted(f"<{view.expand_curie(str(term))}>" for term in terms)
                lines.append(f"{predicate} {', '.join(expanded)}")
        parts.append(" ;\n    ".join(lines) + " .\n")
    annotations = ("influence", "sign", "baseWeight")
    parts += [f"aigeo:{name} a owl:AnnotationProperty .\n" for name in annotations]
    return "\n".join(parts)


def shacl_signatures(compiled: Mapping[str, Any]) -> str:
    """Return Turtle of shapes for direct triples and for the evidence of statements."""
    parts = [_PREFIXES]
    for name, relation in compiled["relations"].items():
        for end, target, types in (
            ("subject", "sh:targetSubjectsOf", relation["subject"]),
            ("object", "sh:targetObjectsOf", _objects(relation)),
        ):
            choices = " ".join(f"[ sh:class aigeo:{type} ]" for type in types)
            message = f"{end} of {name} must be {' or '.join(types)}"
            parts.append(
                f"aigeo:{name}-{end}Shape a sh:NodeShape ;\n    {target} aigeo:{name} ;\n"
                f"    sh:or ( {choices} ) ;\n    sh:message {_text(message)} .\n"
            )
    predicates = " ".join(f"aigeo:{name}" for name in compiled["relations"])
    parts.append(
        "aigeo:StatementEvidenceShape a sh:NodeShape ;\n"
        "    sh:targetClass aigeo:Statement ;\n"
        "    sh:or ( [ sh:path aigeo:quote ; sh:minCount 1 ]\n"
        "            [ sh:path aigeo:row ; sh:minCount 1 ] ) ;\n"
        '    sh:message "a statement needs a quote or a row" .\n'
    )
    parts.append(
        "aigeo:StatementPredicateShape a sh:NodeShape ;\n"
        "    sh:targetSubjectsOf aigeo:predicate ;\n"
        f"    sh:property [ sh:path aigeo:predicate ; sh:in ( {predicates} ) ; sh:maxCount 1 ;\n"
        '        sh:message "not a relation type of the vocabulary" ] ;\n'
        "    sh:property [ sh:path aigeo:object ; sh:minCount 1 ; sh:maxCount 1 ] .\n"
    )
    return "\n".join(parts)


def context_terms(compiled: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON-LD terms of the relation types, each pointing at a node."""
    return {name: {"@id": f"aigeo:{name}", "@type": "@id"} for name in compiled["relations"]}


def _objects(relation: Mapping[str, Any]) -> list[str]:
    # "Same kind" cannot be said of a property as such, so any kind of the subject passes here.
    kinds = [*relation["subject"], *relation["object"]] if relation["same_kind"] else []
    return list(dict.fromkeys(kinds or relation["object"]))


def _union(types: Sequence[str]) -> str:
    if len(types) == 1:
        return f"aigeo:{types[0]}"
    members = " ".join(f"aigeo:{type}" for type in types)
    return f"[ a owl:Class ; owl:unionOf ( {members} ) ]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _double(value: float) -> str:
    return f'"{value}"^^xsd:double'
