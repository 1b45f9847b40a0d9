"""Running loads: from inputs to run reports."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import AigeoError
from aigeo.load import recovery, session
from aigeo.load.context import Context
from aigeo.load.inputs import Job, jobs
from aigeo.load.publish import Progress
from aigeo.load.report import RunReport, write_rejections
from aigeo.load.spec import FileSpec
from aigeo.load.stage import Stage
from aigeo.model.ids import slug
from aigeo.store import Store


def _silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def run(
    store: Store,
    settings: Settings,
    inputs: Iterable[str],
    *,
    loader: str | None = None,
    dry_run: bool = False,
    force: str | None = None,
    options: Mapping[str, str] | None = None,
    progress: Progress = _silent,
) -> list[RunReport]:
    """Load inputs (files, folders, globs, URLs, `-`, names of loaders); one report a source.

    Nothing of a source is visible before all of it was read and checked. `force` is the reason
    for loading a version that breaks its loader's assertions. Raises AigeoError, naming the
    file and row, when an input cannot be used; a source that was loaded before stays as it was.
    """
    work, notes = jobs(settings, inputs, loader)
    reports: list[RunReport] = []
    for job in work:
        run_job = _run_texts if job.loader.spec.kind == "text" else _run_dataset
        for part in _split(job):
            reports += run_job(
                store, settings, part, dry_run, force, dict(options or {}), progress
            )
    if reports:
        reports[0].warnings += notes
    return reports


def _split(job: Job) -> list[Job]:
    if not job.loader.spec.per_file:
        return [job]
    return [Job(job.loader, {path: entry}) for path, entry in job.files.items()]


def _run_dataset(
    store: Store,
    settings: Settings,
    job: Job,
    dry_run: bool,
    force: str | None,
    options: dict[str, str],
    progress: Progress,
) -> list[RunReport]:
    started = time.monotonic()
    spec = job.loader.spec
    source = _source_id(job)
    version = _version(job, source)
    report = RunReport(source=source, loader=spec.name, dry_run=dry_run)
    recovery.recover(store, resuming=source)
    if not dry_run and session.is_unchanged(session.stored_source(store, source), version):
        report.unchanged = True
        report.seconds = round(time.monotonic() - started, 3)
        return [report]
    name = hashlib.sha256(source.encode()).hexdigest()[:16]
    with Stage(settings.home / "staging" / f"{name}.sqlite") as stage:
        context = Context(spec, job.files, stage, source, options)
        progress("reading", 0, 0)
        job.loader.load(context)
        context.audit()
        tally = context.tally
        report.read, report.emitted = tally.read, tally.emitted
        report.rejected, report.warnings = dict(tally.rejected), tally.warnings
        report.reject_file = write_rejections(
            settings.home / "rejected" / f"{slug(source)}.jsonl", tally.rejections
        )
        session.publish(
            store, spec, stage, tally, version, report, force=force, progress=progress
        )
    report.seconds = round(time.monotonic() - started, 3)
    return [report]


def _run_texts(
    store: Store,
    settings: Settings,
    job: Job,
    dry_run: bool,
    force: str | None,
    options: dict[str, str],
    progress: Progress,
) -> list[RunReport]:
    # Reading texts needs the extraction libraries, which loads of datasets do without.
    from aigeo.load.texts import TextContext

    recovery.recover(store)
    context = TextContext(
        store, job.loader, job.files, dry_run=dry_run, force=force, options=options,
        progress=progress,
    )  # fmt: skip
    job.loader.load(context)
    if context.failures and not context.reports:
        raise context.failures[0]
    for failure in context.failures:
        context.reports.append(
            RunReport(
                source=getattr(failure, "path", None) or "",
                loader=job.loader.name,
                error=_message(failure),
            )
        )
    return context.reports


def _message(error: AigeoError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)


def _source_id(job: Job) -> str:
    spec = job.loader.spec
    if not spec.per_file:
        return spec.name
    return f"{spec.name}:{slug(next(iter(job.files)).name.partition('.')[0])}"


def _version(job: Job, source: str) -> session.Version:
    spec = job.loader.spec
    parts: dict[str, str] = {}
    for path, entry in sorted(job.files.items()):
        parts[entry.part(path)] = sha256_of(path)
    whole = (
        next(iter(parts.values()))
        if len(parts) == 1
        else hashlib.sha256("".join(f"{n}:{s}\n" for n, s in sorted(parts.items())).encode())
        .hexdigest()
    )  # fmt: skip
    return session.Version(
        source={
            "id": source,
            "title": spec.title if source == spec.name else f"{spec.title}: {_stem(job.files)}",
            "publisher": spec.publisher,
            "url": spec.url,
            "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
            "licence": spec.licence,
            "attribution": spec.attribution,
            "commercial_use": spec.commercial_use,
            "dataset": spec.name,
            "version": whole[:12],
            "sha256": whole,
        },
        parts=parts,
        fingerprint=job.loader.fingerprint,
    )


def _stem(files: Mapping[Path, FileSpec]) -> str:
    return next(iter(files)).name.partition(".")[0]


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()
