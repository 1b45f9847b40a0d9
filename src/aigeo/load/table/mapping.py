"""Reading a mapping file and holding it against the vocabulary, before any row is read."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from aigeo.errors import LoaderError
from aigeo.load.asserted import asserted_faults
from aigeo.load.table.model import EntityMap, Mapping, RelationMap, TableMap, Value
from aigeo.load.table.yamltext import read_yaml
from aigeo.model.dates import parse_partial
from aigeo.model.ids import slug
from aigeo.model.records import STATUSES
from aigeo.model.vocabulary import RelationType, Vocabulary, vocabulary

SHOWN = 5
SHOWN_TEXT = 60
SCHEME = re.compile(r"[a-z][a-z0-9-]*")
SUFFIXES = (".yaml", ".yml")


def is_mapping(path: Path) -> bool:
    """Tell whether a path is a mapping file, by its suffix."""
    return path.suffix.lower() in SUFFIXES and path.is_file()


def read_mapping(path: Path) -> Mapping:
    """Read and check a mapping file.

    Raises LoaderError naming the file and the place in it (`entities.maker.properties.founded`)
    of what is missing, unknown or impossible.
    """
    data = read_yaml(path)
    if "tables" not in data:
        # The keys of a single table stand at the top.
        inner = {k: data.pop(k) for k in list(data) if k in TableMap.model_fields}
        if "entities" not in inner:
            raise LoaderError(f"{path}: 'entities' is missing: what a row names")
        data["tables"] = [inner]
        single = True
    else:
        single = False
    try:
        mapping = Mapping.model_validate(data)
    except ValidationError as error:
        faults = [_fault(e, single) for e in error.errors()]
        raise _broken(path, faults) from error
    faults = list(_problems(mapping, single))
    if faults:
        raise _broken(path, faults)
    return mapping


def _broken(path: Path, faults: list[str]) -> LoaderError:
    more = f" (and {len(faults) - SHOWN} more)" if len(faults) > SHOWN else ""
    return LoaderError(
        f"{path}: " + "; ".join(faults[:SHOWN]) + more, hint="see docs/how-to/map-a-table.md"
    )


def _fault(error: Any, single: bool) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if single:
        place = place.removeprefix("tables.0.")
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        near = difflib.get_close_matches(key, _KEYS, n=1)
        return f"{place}: unknown key" + (f", did you mean {near[0]!r}?" if near else "")
    if error["type"] == "missing":
        return f"{place}: is missing"
    if error["type"] in _KINDS:
        return f"{place}: must be {_KINDS[error['type']]}, not {_shown(error['input'])}"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_TEXT else f"{text[:SHOWN_TEXT]}…"


_KINDS = {
    "tuple_type": "a list: each item begins with a hyphen",
    "dict_type": "keys with values, such as {column: Name}",
    "model_type": "keys with values, such as {column: Name}",
    "string_type": "text",
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
_KEYS = sorted(
    {
        field.alias or name
        for model in (Mapping, TableMap, EntityMap, RelationMap, Value)
        for name, field in model.model_fields.items()
    }
)


def _problems(mapping: Mapping, single: bool) -> Iterator[str]:
    words = vocabulary()
    if mapping.published is not None:
        try:
            parse_partial(mapping.published)
        except ValueError as error:
            yield f"published: {error}"
    yield from asserted_faults(mapping.assertions)
    for index, table in enumerate(mapping.tables):
        base = "" if single else f"tables.{index}."
        if not single and len(mapping.tables) > 1 and table.file is None:
            yield f"{base}file: is missing; each of several tables names its file"
        for handle, entity in table.entities.items():
            yield from _entity(f"{base}entities.{handle}", entity, words)
        for number, relation in enumerate(table.relations):
            yield from _relation(f"{base}relations.{number}", relation, table, words)


def possible(word: Value) -> list[str]:
    """Give the words that a word value can become, as far as the mapping tells."""
    if word.value is not None:
        return [str(word.value)]
    out = [str(v) for v in (word.map or {}).values() if v is not None]
    return [*out, str(word.default)] if word.default is not None else out


def _among(place: str, word: Value, known: Iterable[str]) -> Iterator[str]:
    known = list(known)
    for text in possible(word):
        if text not in known:
            near = difflib.get_close_matches(text, known, n=1)
            listed = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
            yield f"{place}: {text!r} is not known; {listed}"


def _entity(place: str, entity: EntityMap, words: Vocabulary) -> Iterator[str]:
    concrete = [name for name, kind in words.entity_types.items() if not kind.abstract]
    yield from _among(f"{place}.type", entity.type, concrete)
    types = [t for t in possible(entity.type) if t in words.entity_types] or concrete
    known = {p for t in types for p in words.entity_types[t].properties}
    known -= {"id", "name", "aliases", "countries", "generic", "external_ids"}
    for name in entity.properties:
        if name not in known:
            yield (
                f"{place}.properties.{name}: {' or '.join(types[:3])} has no property {name!r}; "
                f"it has: {', '.join(sorted(known))}"
            )
    for scheme in entity.external_ids:
        if SCHEME.fullmatch(scheme) is None:
            yield (
                f"{place}.external_ids.{scheme}: a scheme is lower-case letters, digits and "
                f"hyphens, such as {slug(scheme) or 'lei'}"
            )
    identified = (entity.id is not None) + len(entity.external_ids)
    if entity.known and (identified != 1 or entity.name is not None):
        yield (
            f"{place}.known: what other rows describe is named by one id or external id alone, "
            "without a name"
        )
    elif entity.name is None and types != ["Government"] and not entity.known:
        yield f"{place}.name: is missing"
    if entity.name is None and types == ["Government"] and len(entity.countries) != 1:
        yield f"{place}.countries: a Government without a name needs the column of its country"
    for inner, value in entity.values():
        if value.parallel not in (None, "name"):
            yield f"{place}.{inner}.parallel: must be name"


def _relation(
    place: str, relation: RelationMap, table: TableMap, words: Vocabulary
) -> Iterator[str]:
    yield from _among(f"{place}.type", relation.type, words.relation_types)
    for end in ("subject", "object", "attributed_to"):
        handle = getattr(relation, end)
        if handle is not None and handle not in table.entities:
            known = ", ".join(table.entities)
            yield f"{place}.{end}: the mapping has no entity {handle!r}; it has: {known}"
    if relation.status is not None:
        yield from _among(f"{place}.status", relation.status, STATUSES)
    kinds = [k for t in possible(relation.type) if (k := words.relation_types.get(t)) is not None]
    if not kinds:
        return
    qualifiers = {name: spec for kind in kinds for name, spec in kind.qualifiers.items()}
    for name, value in relation.qualifiers.items():
        if name not in qualifiers:
            known = ", ".join(sorted(qualifiers)) or "none"
            owner = kinds[0].name
            yield f"{place}.qualifiers.{name}: {owner} has no such qualifier; it has {known}"
        elif qualifiers[name].range == "entity" and value.column not in table.entities:
            yield f"{place}.qualifiers.{name}: must be one of the entities of the mapping"
    for inner, value in relation.values():
        if value.parallel == "name":
            yield f"{place}.{inner}.parallel: must be subject or object"
    if relation.subject in table.entities and relation.object in table.entities:
        yield from _signature(place, relation, table, kinds, words)


def _signature(
    place: str,
    relation: RelationMap,
    table: TableMap,
    kinds: list[RelationType],
    words: Vocabulary,
) -> Iterator[str]:
    ends = []
    for handle in (relation.subject, relation.object):
        types = possible(table.entities[handle].type)
        if not types or not set(types) <= set(words.entity_types):
            return  # reported with the entity, or only the rows can tell
        ends.append(types)
    if any(kind.allows(s, o) for kind in kinds for s in ends[0] for o in ends[1]):
        return
    kind = kinds[0]
    yield (
        f"{place}: {kind.name} does not go from {' or '.join(ends[0])} to {' or '.join(ends[1])}; "
        f"it goes from {' or '.join(kind.subject)} to {' or '.join(kind.object)}"
    )
