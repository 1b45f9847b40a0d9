"""Documents into the graph: each is a source of its own, its extracted facts its statements."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aigeo.articles import Document, ExtractedDocument, Extractor, Reading, read_documents
from aigeo.articles.choosing import extract_all, extractor_from, version_of
from aigeo.articles.gazetteer import gazetteer
from aigeo.errors import AigeoError
from aigeo.load import session
from aigeo.load.agencies import told
from aigeo.load.context import Context
from aigeo.load.namesakes import part_from_others
from aigeo.load.places import country_code, country_name
from aigeo.load.registry import Loader
from aigeo.load.report import RunReport, write_rejections
from aigeo.load.request import Request
from aigeo.load.spec import FileSpec
from aigeo.load.stage import Stage
from aigeo.load.stories import KnownStories
from aigeo.load.tally import Rejection
from aigeo.load.textstore import TextStore
from aigeo.model.ids import content_hash, entity_id, slug
from aigeo.model.records import EntityRecord, Evidence, RelationRecord
from aigeo.model.vocabulary import PropertyType, vocabulary

Json = Mapping[str, Any]


class TextContext:
    """What a loader of texts sees: documents in, extracted documents out."""

    def __init__(self, request: Request, loader: Loader, files: Mapping[Path, FileSpec]) -> None:
        self.options = dict(request.options)
        self.reports: list[RunReport] = []
        self.failures: list[AigeoError] = []
        self._request, self._loader, self._files = request, loader, tuple(files)
        self._store = request.store
        self._addresses = {path: spec.url for path, spec in files.items()}
        self._stories = KnownStories(request.store)
        self._started = time.monotonic()

    def documents(self) -> Iterator[Document]:
        """Give the documents of all input files; what cannot be read is noted as failed.

        The option `field.text=body` reads the text of JSON lines from their field `body`.
        """
        fields = {
            key.removeprefix("field."): value
            for key, value in self.options.items()
            if key.startswith("field.")
        }
        for number, path in enumerate(self._files):
            self._request.progress("reading", number, len(self._files))
            try:
                yield from read_documents(
                    path, Reading(fields, self._addresses[path], self.failures.append)
                )
            except AigeoError as error:
                self.failures.append(error)

    def extractor(self) -> Extractor:
        """Give the extractor that the options name: `extractor`, `model` and those beside it.

        Raises UsageError for options that do not fit.
        """
        return extractor_from(self.options, self._store.settings.cache / "llm")

    def extracted(self, extractor: Extractor) -> Iterator[tuple[Document, ExtractedDocument]]:
        """Give new documents with what the extractor finds; what fails is noted as failed."""
        version = version_of(extractor)
        new = (d for d in self.documents() if self.is_new(d, version))
        for document, result in extract_all(extractor, new, self.options, self._request.notify):
            if isinstance(result, AigeoError):
                self.failures.append(result)
            else:
                yield document, result

    def is_new(self, document: Document, extractor: str) -> bool:
        """Tell whether a document must be extracted: its text or the extractor is new.

        A document that is not new is reported as unchanged.
        """
        self._started = time.monotonic()
        version = self._version(document, extractor)
        source = version.source["id"]
        if self._request.dry_run or not session.is_unchanged(
            session.stored_source(self._store, source), version
        ):
            return True
        self.reports.append(
            RunReport(source=source, loader=self._loader.name, read=1, unchanged=True)
        )
        return False

    def document(self, document: Document, extracted: ExtractedDocument, extractor: str) -> None:
        """Bring an extracted document into the graph."""
        version = self._version(document, extractor)
        source = version.source["id"]
        spec = self._loader.spec
        report = RunReport(source=source, loader=spec.name, dry_run=self._request.dry_run, read=1)
        story, signature = self._stories.place(source, document.text)
        stored = session.stored_source(self._store, source)
        if stored and stored.get("story", source) != story and not self._request.dry_run:
            self._stories.relabel(source, story)
        version.source.update(story=story, signature=signature)
        report.warnings += _remarks(document, extracted, source, story)
        with Stage() as stage:
            context = Context(spec, {}, stage, source)
            context.story = story if story != source else None
            stage_document(context, extracted.to_json(), source)
            for r in extracted.rejections:
                context.tally.reject(
                    Rejection(r.reason, document.origin, detail=r.claim(), quote=r.quote or None,
                              start_char=r.start, end_char=r.end)
                )  # fmt: skip
            part_from_others(self._store, stage, source, vocabulary())
            tally = context.tally
            report.emitted, report.rejected = tally.emitted, dict(tally.rejected)
            report.warnings += tally.warnings
            report.reject_file = write_rejections(
                self._store.settings.home / "rejected" / f"{slug(source)}.jsonl", tally.rejections
            )
            session.publish(
                self._store, spec, stage, tally, version, report,
                force=self._request.force, progress=self._request.progress,
            )  # fmt: skip
        if not self._request.dry_run:
            TextStore(self._store.settings).keep(version.source["sha256"], document)
        report.seconds = round(time.monotonic() - self._started, 3)
        self.reports.append(report)

    def _version(self, document: Document, extractor: str) -> session.Version:
        sha = hashlib.sha256(document.text.encode()).hexdigest()
        origin = hashlib.sha256(f"{document.origin}#{document.id}".encode()).hexdigest()[:6]
        source = source_id(document)
        stored = session.stored_source(self._store, source)
        if stored and stored.get("origin") != origin and stored["sha256"] != sha:
            source = f"{source}-{origin}"  # another document of the same name
        return session.Version(
            source={
                "id": source,
                "title": document.title or document.id,
                "publisher": document.publisher,
                "author": document.author,
                "url": document.url,
                "published": document.published,
                "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
                "language": document.language,
                "dataset": self._loader.name,
                "version": sha[:12],
                "sha256": sha,
                "origin": origin,
            },
            parts={"text": content_hash({"text": sha, "published": document.published})},
            fingerprint=extractor,
        )


def _remarks(
    document: Document, extracted: ExtractedDocument, source: str, story: str
) -> Iterator[str]:
    flags = [*document.flags, *extracted.flags]
    if flags:
        yield f"flagged: {', '.join(flags)}"
    if story != source:
        yield f"tells the same story as {story}; the two count as one for confidence"


def source_id(document: Document) -> str:
    """Give the id of a document as a source: from its address, else from its own id."""
    if document.url:
        return f"article:{slug(re.sub(r'^https?://(www[.])?', '', document.url))}"
    return f"article:{slug(document.id)}"


def stage_document(context: Context, extracted: Json, source: str) -> None:
    """Turn an extracted document (SCHEMA form) into staged entities and relations."""
    ids: dict[str, str] = {}
    for entity in extracted["entities"]:
        record = _entity(entity, extracted, source, context.spec.confidence)
        if context.add_entity(record, kept_apart=bool(entity.get("generic"))):
            ids[entity["id"]] = record.id
            if record.id.startswith("gov:"):
                _tie_government(context, record)
    qualifiers = vocabulary().relation_types
    for relation in extracted["relations"]:
        kind = qualifiers.get(relation["type"])
        known = kind.qualifiers if kind else {}
        context.add_relation(
            RelationRecord(
                type=relation["type"],
                subject=ids.get(relation["subject"], f"missing:{relation['subject']}"),
                object=ids.get(relation["object"], f"missing:{relation['object']}"),
                evidence=Evidence(
                    quote=relation["quote"],
                    start_char=relation["start_char"],
                    end_char=relation["end_char"],
                ),
                qualifiers=_qualifiers(relation, known, ids),
                start=None if relation["status"] == "ended" else relation["date"],
                end=relation["date"] if relation["status"] == "ended" else None,
                status=relation["status"],
                negated=relation["negated"],
                confidence=relation["confidence"],
                attributed_to=ids.get(relation.get("attributed_to") or ""),
            )
        )


def _tie_government(context: Context, government: EntityRecord) -> None:
    """A text that names a government speaks of its country; leverage runs through both."""
    code = government.id.removeprefix("gov:")
    country = EntityRecord(
        id=f"cc:{code}",
        type="Country",
        name=country_name(code),
        evidence=government.evidence,
        properties={"countries": [code], "iso2": code.upper()},
        confidence=government.confidence,
    )
    if context.add_entity(country):
        context.add_relation(
            RelationRecord(
                "PART_OF", government.id, country.id, government.evidence,
                qualifiers={"kind": "government"}, confidence=government.confidence,
            )
        )  # fmt: skip


def _entity(entity: Json, extracted: Json, source: str, confidence: float) -> EntityRecord:
    mention, start = _first_mention(entity, extracted["text"])
    kind, name = entity["type"], entity["name"]
    properties: dict[str, Any] = {}
    names, own = set(entity["mentions"]), None
    if kind == "Agency" and not entity.get("generic"):
        agency = told(entity, extracted)
        names |= agency.aliases
        if agency.name != name:
            name, own = agency.name, entity_id(kind, agency.name)
        if agency.country is not None:
            properties["countries"] = [agency.country]
    code = country_code(name) if kind == "Country" else None
    if code:
        properties |= {"countries": [code], "iso2": code.upper()}
    if entity.get("generic"):
        properties["generic"] = True
    if kind == "Person" and entity.get("role"):
        properties["role"] = entity["role"]
    return EntityRecord(
        id=own or _id(entity, code, source),
        type=kind,
        name=name,
        evidence=Evidence(quote=mention, start_char=start, end_char=start + len(mention)),
        aliases=tuple(sorted(names - {name})) if not entity["generic"] else (),
        properties=properties,
        confidence=entity.get("confidence", confidence),
    )


def _first_mention(entity: Json, text: str) -> tuple[str, int]:
    found = [(text.find(m), m) for m in entity["mentions"]]
    start, mention = min((at, m) for at, m in found if at >= 0)
    return mention, start


def _id(entity: Json, code: str | None, source: str) -> str:
    kind, name = entity["type"], entity["name"]
    if code:
        return f"cc:{code}"
    if entity.get("generic"):
        # Counted sets ("70 entities") are another set in each text.
        own = entity_id(kind, name)
        return f"{own}@{source.partition(':')[2]}" if re.search(r"\d", name) else own
    known = [e for e in gazetteer().find(name) if e.type == kind]
    if len(known) != 1:
        return entity_id(kind, name)
    government = kind == "Government" and known[0].id.startswith("gov:")
    return known[0].id if government else entity_id(kind, known[0].name)


def _qualifiers(relation: Json, known: Mapping[str, PropertyType], ids: Mapping[str, str]) -> Json:
    out: dict[str, Any] = {}
    for key, spec in known.items():
        value = relation.get(key)
        if value in (None, ""):
            continue
        if spec.range == "entity":
            if value in ids:
                out[key] = ids[value]
        elif spec.range in ("float", "integer"):
            # "billions" is no number; the quote keeps what the text says.
            number = number_of(str(value))
            if number is not None:
                out[key] = number
        else:
            out[key] = value
    return out


_SCALES = {"thousand": 3, "k": 3, "million": 6, "mln": 6, "mn": 6, "m": 6,
           "billion": 9, "bln": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12}  # fmt: skip
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)[\s-]?([A-Za-z]+)?")


def number_of(text: str) -> float | None:
    """Give the number that words such as "$1.5 billion" or "14 percent" state, None for none."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found.group(1).rstrip(",").replace(",", "")
    # Shifted as text, because 1.1 × 10⁹ is not exact in binary.
    return float(f"{digits}e{_SCALES.get((found.group(2) or '').lower(), 0)}")
