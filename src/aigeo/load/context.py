"""What a loader sees: rows in, entities and relations out.

The context checks each record against the vocabulary and stages it as a statement with its
evidence; a record that does not fit is rejected with its row and reason, never repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from aigeo.errors import InputError
from aigeo.load.families import ties
from aigeo.load.implied import with_other_names
from aigeo.load.jsontext import cells_text, sorted_text
from aigeo.load.kept import KeptTexts
from aigeo.load.namesakes import Namesakes
from aigeo.load.places import country_code, country_name, government_code
from aigeo.load.refs import EntityRef as EntityRef
from aigeo.load.repeats import RelationChecks, entity_key
from aigeo.load.rows import Row, cited, hashed, read_rows
from aigeo.load.spec import FileSpec, LoaderSpec, why_partial
from aigeo.load.stage import Stage
from aigeo.load.tally import Rejection, Tally
from aigeo.model.ids import entity_id, external_id, stated_ids, statement_id
from aigeo.model.records import EntityRecord, Evidence, RelationRecord
from aigeo.model.validate import Problem, entity_problems
from aigeo.model.vocabulary import vocabulary

COLUMN_LIMIT = 500
"""Characters of a cited cell that a statement keeps; the row number leads to the rest."""
ROWS_BETWEEN = 1000
"""Rows that are read from one report of progress to the next."""
REMEMBERED = 100_000
"""Entity statements that are known to be staged without being built again."""

_PLACE = ("part", "row", "quote", "start_char", "end_char")


class Context:
    """One run of one loader on given files."""

    def __init__(
        self,
        spec: LoaderSpec,
        files: Mapping[Path, FileSpec],
        stage: Stage,
        source: str,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self.spec = spec
        self.options = dict(options or {})
        self.tally = Tally(partial=why_partial(spec, files))
        self._files = dict(files)
        self._stage = stage
        self._source = source
        self.story: str | None = None
        """The story that the source shares with others, where it is not alone in telling it."""
        self.on_rows: Callable[[int], None] | None = None
        """Told from time to time how many rows were read."""
        self._vocabulary = vocabulary()
        self._types = KeptTexts()
        self._namesakes = Namesakes()
        self._said: dict[Hashable, EntityRef] = {}
        self._checks = RelationChecks(self._vocabulary, self._types)
        self._touched: dict[Path, set[str]] = {}
        self._columns: dict[Path, dict[str, None]] = {}

    def files(self, name: str) -> list[Path]:
        """Give the input files that match an entry of `files` in loader.yaml, by its name."""
        entry = self.spec.file(name)
        return sorted(p for p, described in self._files.items() if described.name == entry.name)

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of the input files that match an entry of `files` in loader.yaml.

        The option `encoding` says in which encoding the text is, where it is another one.
        A file that the input lacks gives no rows when the entry is optional, or when other
        files of the source are there. Raises InputError when a file cannot be read.
        """
        entry = self.spec.file(name)
        if encoding := self.options.get("encoding"):
            entry = replace(entry, encoding=encoding)  # the user's word against the loader's
        for path in self.files(name):
            touched = self._touched.setdefault(path, set())
            self._stage.parts.add(entry.part(path))
            if entry.distinct:
                self._stage.distinct.add(entry.part(path))
            self.tally.given[entry.part(path)] = path.name
            columns = self._columns.setdefault(path, {})
            number = 0
            keys: dict[int, int] = {}
            for row in read_rows(path, entry, touched, partial(self._ragged, entry.part(path))):
                if number == 0 or entry.format in ("json", "jsonl"):
                    columns.update(dict.fromkeys(row))
                number = row.number
                self.tally.read += 1
                if self.on_rows is not None and self.tally.read % ROWS_BETWEEN == 0:
                    self.on_rows(self.tally.read)
                if entry.unique and self._is_repeated(row, entry.unique, keys):
                    continue
                yield row
            if number == 0:
                raise InputError("the file has a header but no rows", path=path)

    def _ragged(self, part: str, number: int, fault: str) -> None:
        self.tally.read += 1
        self.tally.reject(Rejection("wrong number of fields", part, number, fault))

    def _is_repeated(self, row: Row, unique: tuple[str, ...], keys: dict[int, int]) -> bool:
        # Two hashes for each key are all that is remembered: lists have millions of rows.
        content = row.hashed()
        if keys.setdefault(hashed([row[column] for column in unique]), content) == content:
            return False
        named = ", ".join(f"{column} {row[column]}" for column in unique)
        self.reject(row, "an earlier row has this key and says something else", named)
        return True

    def entity(
        self,
        type: str,
        name: str,
        *,
        evidence: Evidence | Row,
        id: str | None = None,
        key: str | None = None,
        aliases: Iterable[str] = (),
        countries: Iterable[str] = (),
        external_ids: Mapping[str, str] | None = None,
        generic: bool = False,
        confidence: float | None = None,
        **properties: Any,
    ) -> EntityRef:
        """State that an entity exists, with what this row says of it; give its reference.

        `id` wins, else the first of `external_ids` ({scheme: value}), else `<type>:<slug>` of the
        name, with a hash of `key` where one name stands for several things; a government that is
        named by its country or its capital is that of the country. A further external id
        that fails its check is rejected by itself. Properties that are
        None or "" are left out. A record that does not fit the vocabulary is rejected; its
        reference can be used all the same, and relations with it are rejected too.
        """
        if type == "Government" and not (id or key or external_ids):
            code = government_code(name, countries)
            if code is not None and (home := self.country(code, evidence=evidence)) is not None:
                return self.government(home, evidence=evidence)
        part = evidence.file if isinstance(evidence, Row) else evidence.part
        said = entity_key(
            part, (type, name, id, key, confidence),
            (aliases, countries, external_ids, generic), properties,
        )  # fmt: skip
        if (known := self._said.get(said)) is not None:
            return known  # the very same statement; the first row that makes it is its evidence
        name = " ".join(str(name).split())
        proof = cited(evidence)
        externals: list[str] = []
        try:
            for scheme, value in (external_ids or {}).items():
                if value and (found := self._external(scheme, value, id or externals, proof)):
                    externals.append(found)
            own = id or (externals[0] if externals else None)
            externals += [i for i in stated_ids(properties) if i not in externals]
            if own is None and key is None:
                own = self._namesakes.own_id(type, name, {**properties, "countries": countries})
            own = own or entity_id(type, name, key)
        except ValueError as error:
            self._reject("bad identifier", proof, str(error))
            return EntityRef(f"rejected:{name}", type, name)
        if own in externals:
            externals.remove(own)
        others = sorted({" ".join(a.split()) for a in aliases if a and a.strip()} - {name})
        record = EntityRecord(
            id=own,
            type=type,
            name=name,
            evidence=proof,
            aliases=tuple(others),
            properties={
                **{k: v for k, v in properties.items() if v not in (None, "", [], ())},
                **({"countries": sorted(set(countries))} if countries else {}),
                **({"generic": True} if generic else {}),
            },
            external_ids=tuple(externals),
            confidence=self.spec.confidence if confidence is None else confidence,
        )
        ref = EntityRef(own, type, name)
        if self.add_entity(record, kept_apart=key is not None):
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            self._said[said] = ref
        return ref

    def relation(
        self,
        type: str,
        subject: EntityRef | None,
        object: EntityRef | None,
        *,
        evidence: Evidence | Row,
        start: str | None = None,
        end: str | None = None,
        status: str = "stated",
        negated: bool = False,
        confidence: float | None = None,
        attributed_to: EntityRef | None = None,
        **qualifiers: Any,
    ) -> None:
        """State a relation between two emitted entities.

        A subject or object of None (something that an earlier call rejected) is passed over.
        Dates are partial ISO dates. A record that does not fit the vocabulary is rejected.
        """
        if subject is None or object is None:
            return
        self.add_relation(
            RelationRecord(
                type=type,
                subject=str(subject),
                object=str(object),
                evidence=cited(evidence),
                # References become plain texts, which are written and checked more quickly.
                qualifiers={
                    k: str(v) if isinstance(v, str) else v
                    for k, v in qualifiers.items()
                    if v not in (None, "")
                },
                start=start or None,
                end=end or None,
                status=status,
                negated=negated,
                confidence=self.spec.confidence if confidence is None else confidence,
                attributed_to=str(attributed_to) if attributed_to is not None else None,
            )
        )

    def country(self, text: str, *, evidence: Evidence | Row) -> EntityRef | None:
        """Emit the country that `text` names; None for "" and, with a rejection, for no country."""
        if not text or not text.strip():
            return None
        proof = cited(evidence)
        code = country_code(text)
        if code is None:
            self._reject("unknown country", proof, text)
            return None
        return self.entity(
            "Country", country_name(code), id=f"cc:{code}", iso2=code.upper(),
            countries=[code], evidence=proof,
        )  # fmt: skip

    def government(self, country: EntityRef, *, evidence: Evidence | Row) -> EntityRef:
        """Emit the government of a country, and that it is part of it."""
        code = str(country).removeprefix("cc:")
        government = self.entity(
            "Government",
            f"Government of {country.name}",
            id=f"gov:{code}",
            countries=[code],
            evidence=evidence,
        )
        self.relation("PART_OF", government, country, kind="government", evidence=evidence)
        return government

    def describes(self, entity: str) -> bool:
        """Tell whether an entity of this id was emitted and accepted in this run."""
        return entity in self._types

    def reject(self, row: Row, reason: str, detail: str = "") -> None:
        """Count a row as rejected; it goes to the reject file with its number."""
        self.tally.reject(Rejection(reason, row.file, row.number, detail))

    def warn(self, message: str) -> None:
        """Add a line to the run report."""
        if message not in self.tally.warnings:
            self.tally.warnings.append(message)

    def add_entity(self, record: EntityRecord, *, kept_apart: bool = False) -> bool:
        """Check and stage an entity record; give whether it was accepted."""
        if problems := entity_problems(record, self._vocabulary):
            self._reject_all(problems, record.evidence)
            return False
        record = with_other_names(record, self._vocabulary)
        self._types[record.id] = record.type
        for name in record.properties:
            self.tally.filled[f"{record.type}.{name}"] += 1
        claimed = {
            **record.properties,
            "name": record.name,
            "aliases": list(record.aliases),
            "external_ids": list(record.external_ids),
        }
        properties = sorted_text({k: v for k, v in claimed.items() if v not in (None, [], ())})
        if kept_apart:
            self._stage.keep_apart(record.id)
        # The row is not part of the identity: rows that say the same are one statement.
        self._add(
            "entity", record.type, record.id, None, record.evidence, record.confidence,
            identity={"properties": properties, "start_char": record.evidence.start_char},
            properties=properties,
        )  # fmt: skip
        for whole, tie in ties(record):
            if self.add_entity(whole):
                self.add_relation(tie)
        return True

    def add_relation(self, record: RelationRecord) -> bool:
        """Check and stage a relation record; give whether it was accepted."""
        ends = self._types.get(record.subject), self._types.get(record.object)
        if ends[0] is None or ends[1] is None:
            unknown = record.subject if ends[0] is None else record.object
            self._reject("end not described", record.evidence, f"no entity {unknown!r}")
            return False
        if problems := self._checks.problems(record, ends[0], ends[1]):
            self._reject_all(problems, record.evidence)
            return False
        qualifiers = sorted_text(record.qualifiers)
        claim = {
            "qualifiers": qualifiers,
            "start": record.start,
            "end": record.end,
            "status": record.status,
            "negated": record.negated,
            "attributed_to": record.attributed_to,
        }
        cells = dict(record.evidence.columns or {})
        place = {"quote": record.evidence.quote, "start_char": record.evidence.start_char}
        self._add(
            "relation", record.type, record.subject, record.object, record.evidence,
            record.confidence, identity={**claim, **place, "cells": cells}, **claim,
        )  # fmt: skip
        return True

    def audit(self) -> None:
        """Warn about columns that the loader neither read nor declares as ignored."""
        for path, columns in self._columns.items():
            if unread := self._files[path].unread(columns, self._touched[path]):
                self.warn(f"{path.name}: columns not read: {', '.join(unread)}")

    def _external(self, scheme: str, value: str, known: object, proof: Evidence) -> str | None:
        """Give an external id; a bad one is left out where another id is known.

        Raises ValueError where none is: an id of its own would make another thing of it.
        """
        try:
            return external_id(scheme, value)
        except ValueError as error:
            if not known:
                raise
            self._reject("bad identifier", proof, str(error))
            return None

    def _reject(self, reason: str, proof: Evidence, detail: str) -> None:
        place = proof.quote, proof.start_char, proof.end_char
        self.tally.reject(Rejection(reason, proof.part, proof.row, detail, *place))

    def _reject_all(self, problems: list[Problem], proof: Evidence) -> None:
        self._reject(problems[0].code, proof, "; ".join(p.message for p in problems))

    def _add(
        self,
        kind: str,
        type_: str,
        subject: str,
        object_: str | None,
        proof: Evidence,
        confidence: float,
        identity: Mapping[str, Any],
        **claim: Any,
    ) -> None:
        own = statement_id(self._source, proof.part, kind, type_, subject, object_, **identity)
        self.tally.emitted += 1
        stage, row = self._stage, proof.row
        if object_ is not None and row is not None and stage.known.get(own) == row:
            # All that it says is in the id; nothing more of it is written anywhere.
            name = {"id": own, "kind": kind, "type": type_, "subject": subject, "object": object_}
            stage.add_known({**name, "part": proof.part, "row": row})
            return
        body: dict[str, Any] = {
            "id": own,
            "kind": kind,
            "type": type_,
            "subject": subject,
            "confidence": confidence,
            "review": "unreviewed",
            "extractor": self.spec.name,
            "source": self._source,
        }
        if self.story is not None:
            body["story"] = self.story
        if object_ is not None:
            body["object"] = object_
        if proof.columns:
            body["columns"] = cells_text(proof.columns, COLUMN_LIMIT)
        body.update((key, value) for key, value in claim.items() if value is not None)
        for key in _PLACE:
            if (value := getattr(proof, key)) is not None:
                body[key] = value
        stage.add(body)
