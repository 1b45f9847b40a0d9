"""Check records against the vocabulary; every problem is a reason that a run report can count."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from aigeo.errors import SchemaError
from aigeo.model.dates import first_day, last_day, parse_partial
from aigeo.model.names import has_controls
from aigeo.model.records import STATUSES, EntityRecord, RelationRecord
from aigeo.model.vocabulary import PropertyType, RelationType, Vocabulary

_EXTERNAL_ID = re.compile(r"[a-z][a-z0-9-]*:\S+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused: ``code`` to count by, ``field``, and ``message`` to read."""

    code: str
    field: str
    message: str

    def __str__(self) -> str:
        return self.message


def entity_problems(record: EntityRecord, vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with an entity record; an empty list when nothing is."""
    problems = [*_identifier("id", record.id), *_confidence(record.confidence)]
    if not record.name.strip():
        problems.append(Problem("no name", "name", "the name is empty"))
    problems += [
        Problem("control characters", "name", f"{name!r} holds control characters")
        for name in (record.name, *record.aliases)
        if has_controls(name)
    ]
    if any(not alias.strip() for alias in record.aliases):
        problems.append(Problem("bad value", "aliases", "an alias is empty"))
    problems += [
        Problem("bad value", "external_ids", f"{external!r} is not of the form scheme:value")
        for external in record.external_ids
        if _EXTERNAL_ID.fullmatch(external) is None
    ]
    entity_type = vocabulary.entity_types.get(record.type)
    if entity_type is None:
        return [*problems, Problem("unknown type", "type", f"unknown entity type {record.type!r}")]
    if entity_type.abstract:
        problems.append(
            Problem("abstract type", "type", f"{record.type} is abstract; use a type below it")
        )
    return problems + list(_values(record.properties, entity_type.properties, record.type))


def relation_problems(
    record: RelationRecord,
    vocabulary: Vocabulary,
    subject_type: str,
    object_type: str,
    types: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Return what is wrong with a relation record whose ends are of the given entity types.

    ``types`` gives the entity type of ids in entity-valued qualifiers, where known.
    """
    problems = [
        *_identifier("subject", record.subject),
        *_identifier("object", record.object),
        *_confidence(record.confidence),
        *_period(record.start, record.end),
    ]
    if record.status not in STATUSES:
        problems.append(
            Problem("bad status", "status", f"status {record.status!r} is none of {STATUSES}")
        )
    if record.subject == record.object:
        problems.append(
            Problem("self relation", "object", f"{record.type} of {record.subject} with itself")
        )
    relation = vocabulary.relation_types.get(record.type)
    if relation is None:
        message = f"unknown relation type {record.type!r}"
        return [*problems, Problem("unknown type", "type", message)]
    for end, type in (("subject", subject_type), ("object", object_type)):
        if type not in vocabulary.entity_types:
            problems.append(Problem("unknown type", end, f"unknown entity type {type!r}"))
    if not relation.allows(subject_type, object_type):
        problems.append(
            Problem(
                "signature",
                "type",
                f"{record.type} does not go from {subject_type} to {object_type}; "
                f"it goes from {' or '.join(relation.subject)} to {' or '.join(relation.object)}",
            )
        )
    problems += _values(record.qualifiers, relation.qualifiers, record.type)
    problems += _qualifier_types(record, relation, vocabulary, types or {})
    return problems


def _qualifier_types(
    record: RelationRecord,
    relation: RelationType,
    vocabulary: Vocabulary,
    types: Mapping[str, str],
) -> Iterator[Problem]:
    for name, value in record.qualifiers.items():
        spec = relation.qualifiers.get(name)
        if spec is None or spec.range != "entity":
            continue
        type = types.get(str(value), "")
        if type not in vocabulary.entity_types:
            continue
        if not any(vocabulary.is_a(type, allowed) for allowed in spec.types):
            message = f"{name} of {record.type} is a {type}, not a {' or '.join(spec.types)}"
            yield Problem("signature", name, message)


def check_entity(record: EntityRecord, vocabulary: Vocabulary) -> None:
    """Raise SchemaError that lists every problem of an entity record."""
    _raise(f"{record.type} {record.name!r}", entity_problems(record, vocabulary))


def check_relation(
    record: RelationRecord, vocabulary: Vocabulary, subject_type: str, object_type: str
) -> None:
    """Raise SchemaError that lists every problem of a relation record."""
    problems = relation_problems(record, vocabulary, subject_type, object_type)
    _raise(f"{record.type} {record.subject} → {record.object}", problems)


def _raise(what: str, problems: list[Problem]) -> None:
    if problems:
        raise SchemaError(f"{what}: " + "; ".join(problem.message for problem in problems))


_ID = re.compile(r"[^\s:]+:\S+")


def _identifier(field: str, value: str) -> Iterator[Problem]:
    if _ID.fullmatch(value) is None:
        yield Problem("bad id", field, f"{field} {value!r} is not of the form prefix:value")


def _confidence(value: float) -> Iterator[Problem]:
    if not _number(value) or not 0 <= value <= 1:
        yield Problem("bad confidence", "confidence", f"confidence {value!r} is not within 0 and 1")


def _period(start: str | None, end: str | None) -> Iterator[Problem]:
    sound = True
    for field, value in (("start", start), ("end", end)):
        if value is not None and not _is_date(value):
            sound = False
            yield Problem("bad date", field, f"{field} {value!r} is not a date (YYYY[-MM[-DD]])")
    if sound and start is not None and end is not None and first_day(start) > last_day(end):
        yield Problem("bad date", "end", f"end {end} is before start {start}")


def _is_date(value: object) -> bool:
    return isinstance(value, str) and _is_date_text(value)


@lru_cache(maxsize=50_000)  # datasets repeat their dates from row to row
def _is_date_text(value: str) -> bool:
    try:
        return parse_partial(value) == value
    except ValueError:
        return False


def _values(
    values: Mapping[str, Any], specs: Mapping[str, PropertyType], owner: str
) -> Iterator[Problem]:
    if not values:
        return
    unknown = sorted(set(values) - set(specs))
    if unknown:
        listed = ", ".join(unknown)
        yield Problem("unknown property", unknown[0], f"{owner} has no property {listed}")
    for name, value in values.items():
        spec = specs.get(name)
        if spec is None or value is None:
            continue
        if spec.multivalued != isinstance(value, (list, tuple)):
            wanted = "a list" if spec.multivalued else "a single value"
            yield Problem("bad value", name, f"{name} of {owner} must be {wanted}, not {value!r}")
            continue
        for item in value if isinstance(value, (list, tuple)) else [value]:
            fault = value_fault(item, spec)
            if fault is not None:
                yield Problem("bad value", name, f"{name} of {owner}: {fault}")


def value_fault(value: Any, spec: PropertyType) -> str | None:
    """Say what is wrong with one value of a property, or None when it is right."""
    match spec.range:
        case "boolean":
            return None if isinstance(value, bool) else f"{value!r} is not true or false"
        case "integer" | "float":
            return _number_fault(value, spec)
        case "date":
            return None if _is_date(value) else f"{value!r} is not a date (YYYY[-MM[-DD]])"
        case "entity":
            if isinstance(value, str) and not list(_identifier(spec.name, value)):
                return None
            return f"{value!r} is not an entity id"
        case "string":
            return _text_fault(value, spec)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _number_fault(value: Any, spec: PropertyType) -> str | None:
    if not _number(value) or (spec.range == "integer" and not isinstance(value, int)):
        return f"{value!r} is not {'an integer' if spec.range == 'integer' else 'a number'}"
    if spec.minimum is not None and value < spec.minimum:
        return f"{value!r} is below {spec.minimum:g}"
    if spec.maximum is not None and value > spec.maximum:
        return f"{value!r} is above {spec.maximum:g}"
    return None


def _text_fault(value: Any, spec: PropertyType) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return f"{value!r} is not text"
    if spec.values and value not in spec.values:
        return f"{value!r} is none of {', '.join(spec.values)}"
    if spec.pattern is not None and _compiled(spec.pattern).search(value) is None:
        return f"{value!r} does not match {spec.pattern}"
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
