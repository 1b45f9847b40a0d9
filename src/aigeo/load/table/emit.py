"""From a row to entities and relations, as the mapping says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from aigeo.load.context import REMEMBERED, Context, EntityRef
from aigeo.load.rows import Row
from aigeo.load.table.cells import Cells, cell_text
from aigeo.load.table.conditions import holds
from aigeo.load.table.countries import country_of
from aigeo.load.table.model import EntityMap, RelationMap, TableMap
from aigeo.load.table.reading import Item, Reader, Refused
from aigeo.load.table.values import BadValue, texts
from aigeo.model.ids import external_id
from aigeo.model.records import Evidence
from aigeo.model.vocabulary import PropertyType, vocabulary

Refs = dict[str, list[EntityRef | None]]
Side = tuple[int, int, EntityRef]
"""Position in its list, length of the list, reference."""


@dataclass(slots=True)
class Emitter:
    """Emits what the rows of one table say."""

    context: Context
    table: TableMap
    mapping: str
    """File name of the mapping: the evidence of what it states by itself."""
    base: str = ""
    """Place of the table in the mapping file."""
    _columns: dict[str, list[str]] = field(default_factory=dict)
    _stated: dict[tuple[Any, ...], list[EntityRef | None]] = field(default_factory=dict)
    """What was stated of the same cells of an earlier row."""
    _above: dict[str, str] = field(default_factory=dict)
    _waiting: list[tuple[int, Cells, Refs]] = field(default_factory=list)
    """Relations with an end that no row so far described."""

    def filled(self, row: Row, missing: Collection[str]) -> Row:
        """Give a row with the cells of `fill` from above where its own are empty."""
        if not self.table.fill:
            return row
        for column in self.table.fill:
            text = cell_text(row[column])
            if text.casefold() not in missing:
                self._above[column] = text
        return row.with_values(self._above)

    def emit(self, cells: Cells) -> None:
        """State the entities of a row, then the relations between them."""
        refs: Refs = {}
        knows_ids = False
        for handle, spec in self.table.entities.items():
            knows_ids = knows_ids or spec.known
            refs[handle] = []
            if not holds(spec.when, cells):
                continue
            place = f"{self.base}entities.{handle}"
            refs[handle] = self._repeated(place, spec, cells)
            if spec.required and not any(refs[handle]):
                self.context.reject(cells.row, "a required entity is not named", place)
        for number, relation in enumerate(self.table.relations):
            if holds(relation.when, cells):
                if knows_ids and self._must_wait(relation, refs):
                    self._waiting.append((number, cells, refs))
                else:
                    self._relations(f"{self.base}relations.{number}", relation, cells, refs)

    def finish(self) -> None:
        """State the relations whose ends were described by later rows."""
        for number, cells, refs in self._waiting:
            relation = self.table.relations[number]
            self._relations(f"{self.base}relations.{number}", relation, cells, refs)
        self._waiting.clear()

    def _must_wait(self, relation: RelationMap, refs: Refs) -> bool:
        handles = [relation.subject, relation.object, relation.attributed_to or ""]
        handles += [value.column or "" for value in relation.qualifiers.values()]
        return any(
            ref is not None and not self.context.describes(ref)
            for handle in handles
            if handle in refs and self.table.entities[handle].known
            for ref in refs[handle]
        )

    def _repeated(self, place: str, spec: EntityMap, cells: Cells) -> list[EntityRef | None]:
        """Give the entities of a row, stated unless an earlier row of the file states the same."""
        if spec.name is None and not spec.known:
            return list(self._entities(place, spec, cells))
        columns = self._cited_by(place, (c for _, v in spec.values() for c, _ in v.columns()))
        key = place, cells.row.file, *map(cells.texts, columns)
        known = self._stated.get(key)
        if known is None:
            rejections = self.context.tally.rejections
            before = len(rejections)
            known = list(self._entities(place, spec, cells))
            # What is rejected is told for each row.
            if len(rejections) == before:
                if len(self._stated) >= REMEMBERED:
                    self._stated.clear()
                self._stated[key] = known
        return known

    def _entities(self, place: str, spec: EntityMap, cells: Cells) -> Iterator[EntityRef | None]:
        reader = Reader(self.context, cells, place)
        evidence = self._evidence(
            cells, place, (c for _, v in spec.values() for c, _ in v.columns())
        )
        if spec.known:
            yield from self._known(place, spec, cells)
            return
        if spec.name is None:
            yield self._government(place, spec, cells, evidence)
            return
        try:
            names = [str(name) for name in texts(spec.name, cells)]
        except BadValue as error:
            self.context.reject(cells.row, "bad value", f"{place}.name: {error}")
            return
        for index, name in enumerate(names):
            item = Item(name=(index, len(names)))
            try:
                type_ = str(reader.one("type", spec.type, None, item, refuse=True) or "")
                if type_ == "Country" and spec.id is None:
                    yield self._country(f"{place}.name", name, cells, evidence)
                else:
                    yield self._entity(reader, type_, name, spec, item, evidence)
            except Refused:
                yield None

    def _known(self, place: str, spec: EntityMap, cells: Cells) -> Iterator[EntityRef]:
        reader = Reader(self.context, cells, place)
        kind = str(reader.one("type", spec.type) or "Entity")
        for scheme, value in (("", spec.id), *spec.external_ids.items()):
            if value is None:
                continue
            inner = f"external_ids.{scheme}" if scheme else "id"
            for text in reader.many(inner, value):
                own: str | None = str(text)
                if scheme:
                    try:
                        own = reader.identifier(inner, scheme, value, str(text))
                    except Refused:
                        continue
                if own is not None:
                    own = external_id(scheme, own) if scheme else own
                    yield EntityRef(own, kind, own)

    def _entity(
        self,
        reader: Reader,
        type_: str,
        name: str,
        spec: EntityMap,
        item: Item,
        evidence: Evidence,
    ) -> EntityRef | None:
        words = vocabulary()
        if type_ not in words.entity_types:
            reader.context.reject(
                reader.cells.row, "unknown type", f"{reader.place}.type: {type_!r} for {name!r}"
            )
            return None
        known = words.entity_types[type_].properties
        identifiers = {"id": spec.id, **spec.external_ids}
        own: dict[str, str] = {}
        for scheme, value in identifiers.items():
            inner = scheme if scheme in ("id", "") else f"external_ids.{scheme}"
            text = reader.one(inner, value, None, item, refuse=True)
            if text is not None and value is not None:
                if item.name[1] > 1 and value.parallel is None:
                    detail = f"{reader.place}.{inner}: one identifier for {item.name[1]} names"
                    reader.context.reject(reader.cells.row, "bad value", detail)
                    raise Refused
                if (checked := reader.identifier(inner, scheme, value, str(text))) is not None:
                    own[scheme] = checked
        key = reader.one("key", spec.key, None, item, refuse=True)
        properties: dict[str, Any] = {}
        for prop, value in spec.properties.items():
            # A type that a row chooses may lack a property that another type has.
            if (described := known.get(prop)) is None:
                continue
            read = reader.many if described.multivalued else reader.one
            properties[prop] = read(f"properties.{prop}", value, described, item)
        given = self.context.entity(
            type_,
            name,
            evidence=evidence,
            id=own.pop("id", None),
            key=None if key is None else str(key),
            aliases=[str(a) for v in spec.aliases for a in reader.many("aliases", v, None, item)],
            countries=self._countries(reader, spec, item),
            external_ids=own,
            generic=spec.generic,
            confidence=reader.one("confidence", spec.confidence, _CONFIDENCE, item),
            **properties,
        )
        return None if given.startswith("rejected:") else given

    def _countries(self, reader: Reader, spec: EntityMap, item: Item) -> list[str]:
        codes: list[str] = []
        for value in spec.countries:
            for text in reader.many("countries", value, None, item):
                code = country_of(str(text))
                if code is None:
                    detail = f"{reader.place}.countries: {text!r}"
                    reader.context.reject(reader.cells.row, "unknown country", detail)
                else:
                    codes.append(code)
        return codes

    def _country(self, place: str, text: str, cells: Cells, evidence: Evidence) -> EntityRef | None:
        code = country_of(text)
        if code is None:
            self.context.reject(cells.row, "unknown country", f"{place}: {text!r}")
            return None
        return self.context.country(code, evidence=evidence)

    def _government(
        self, place: str, spec: EntityMap, cells: Cells, evidence: Evidence
    ) -> EntityRef | None:
        for text in texts(spec.countries[0], cells):
            country = self._country(f"{place}.countries", str(text), cells, evidence)
            if country is not None:
                return self.context.government(country, evidence=evidence)
        return None

    def _relations(self, place: str, spec: RelationMap, cells: Cells, refs: Refs) -> None:
        reader = Reader(self.context, cells, place)
        evidence = self._evidence(cells, place, self._cited(spec))
        for subject, object_ in _pairs(spec, refs):
            item = Item(subject=subject[:2], object=object_[:2])
            try:
                self._relation(reader, spec, (subject, object_), item, refs, evidence)
            except Refused:
                continue

    def _relation(
        self,
        reader: Reader,
        spec: RelationMap,
        ends: tuple[Side, Side],
        item: Item,
        refs: Refs,
        evidence: Evidence,
    ) -> None:
        words = vocabulary()
        type_ = str(reader.one("type", spec.type, None, item, refuse=True) or "")
        if type_ not in words.relation_types:
            if type_:
                detail = f"{reader.place}.type: {type_!r}"
                reader.context.reject(reader.cells.row, "unknown type", detail)
            return
        known = words.relation_types[type_].qualifiers
        alternatives: list[list[tuple[str, Any]]] = []
        for name, value in spec.qualifiers.items():
            if (described := known.get(name)) is None:
                continue
            if described.range == "entity":
                chosen = self._qualifying(refs.get(value.column or "", []), value.parallel, item)
                alternatives.append([(name, ref) for ref in chosen] or [(name, None)])
            else:
                read = reader.one(f"qualifiers.{name}", value, described, item, refuse=True)
                alternatives.append([(name, read)])
        common = {
            name: reader.one(name, value, words.common[name], item, refuse=True)
            for name in ("start", "end", "status", "negated", "confidence")
            if (value := getattr(spec, name)) is not None
        }
        attributed = [r for r in refs.get(spec.attributed_to or "", []) if r is not None]
        for qualifiers in product(*alternatives):
            self.context.relation(
                type_,
                ends[0][2],
                ends[1][2],
                evidence=evidence,
                start=common.get("start"),
                end=common.get("end"),
                status=common.get("status") or "stated",
                negated=bool(common.get("negated")),
                confidence=common.get("confidence"),
                attributed_to=attributed[0] if attributed else None,
                **dict(qualifiers),
            )

    def _qualifying(
        self, given: list[EntityRef | None], parallel: str | None, item: Item
    ) -> list[EntityRef]:
        if parallel is None:
            return [ref for ref in given if ref is not None]
        position, length = getattr(item, parallel)
        ref = given[position] if len(given) == length else None
        return [] if ref is None else [ref]

    def _cited(self, spec: RelationMap) -> Iterator[str]:
        handles = [spec.subject, spec.object, spec.attributed_to or ""]
        handles += [v.column or "" for v in spec.qualifiers.values()]
        for handle in handles:
            entity = self.table.entities.get(handle)
            for value in () if entity is None else (entity.name, *_only_if_unnamed(entity)):
                if value is not None:
                    yield from (column for column, _ in value.columns())
        for condition in spec.when:
            yield from condition.columns()
        for _, value in spec.values():
            if value.column not in self.table.entities:
                yield from (column for column, _ in value.columns())

    def _evidence(self, cells: Cells, place: str, columns: Iterable[str]) -> Evidence:
        return cells.cite(self._cited_by(place, columns), otherwise=f"{self.mapping}: {place}")

    def _cited_by(self, place: str, columns: Iterable[str]) -> list[str]:
        if place not in self._columns:
            self._columns[place] = list(dict.fromkeys(columns))
        return self._columns[place]


_CONFIDENCE: PropertyType = vocabulary().common["confidence"]


def _only_if_unnamed(entity: EntityMap) -> Iterable[Any]:
    if entity.known:
        return (entity.id, *entity.external_ids.values())
    return entity.countries if entity.name is None else ()


def _pairs(spec: RelationMap, refs: Refs) -> Iterator[tuple[Side, Side]]:
    """Give all pairs of ends; of a list with itself each pair once."""
    subjects, objects = _sides(refs[spec.subject]), _sides(refs[spec.object])
    if not subjects or not objects:
        return
    if spec.subject == spec.object:
        yield from combinations(subjects, 2)
        return
    for subject, object_ in product(subjects, objects):
        if spec.pair == "all" or subject[0] == object_[0]:
            yield subject, object_


def _sides(refs: list[EntityRef | None]) -> list[Side]:
    return [(i, len(refs), ref) for i, ref in enumerate(refs) if ref is not None]
