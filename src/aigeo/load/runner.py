"""Running loads: from inputs to run reports."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import AigeoError, InputError, LoaderError
from aigeo.load import recovery, session
from aigeo.load.context import Context
from aigeo.load.current import Current
from aigeo.load.inputs import Job, jobs
from aigeo.load.namesakes import part_from_others
from aigeo.load.planning import plans_ahead
from aigeo.load.publish import Progress
from aigeo.load.report import RunReport, write_rejections
from aigeo.load.request import Notify, Request, silent, unheard
from aigeo.load.stage import OnlyNamed, Stage
from aigeo.model.ids import canonical_json, slug
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

SELDOM = (50_000, 20, 50)
"""Objects and rounds after which the garbage collector looks for cycles during a load."""


def run(
    store: Store,
    settings: Settings,
    inputs: Iterable[str],
    *,
    loader: str | None = None,
    mapping: str | None = None,
    dry_run: bool = False,
    force: str | None = None,
    options: Mapping[str, str] | None = None,
    progress: Progress = silent,
    notify: Notify = unheard,
) -> list[RunReport]:
    """Load inputs (files, folders, globs, URLs, `-`, names of loaders); one report a source.

    With a `mapping`, or one among the inputs, the inputs are tables that it maps.
    Nothing of a source is visible before all of it was read and checked. `force` is the reason
    for loading a version that breaks its loader's assertions. `notify` hears of what is about to
    happen, such as the cost of asking a model. Raises AigeoError, naming the file and row, when
    an input cannot be used; a source that was loaded before stays as it was.
    """
    work, notes = jobs(settings, inputs, loader, mapping)
    request = Request(store, dry_run, force, dict(options or {}), progress, notify)
    reports: list[RunReport] = []
    parts = [part for job in work for part in job.by_source()]
    with seldom_collected():
        for part in parts:
            try:
                reports += _run_part(part, request)
            except (InputError, LoaderError) as error:
                # One bad source does not keep the others out; it is told with theirs.
                if len(parts) == 1:
                    raise
                source = part.source()
                reports.append(RunReport(source, part.loader.name, error=_message(error)))
    if reports:
        reports[0].warnings += notes
    return reports


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the garbage collector look for cycles seldom, which rows of a load do not form.

    Looking at its usual pace takes an eighth of a load (docs/performance.md).
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run_part(job: Job, request: Request) -> list[RunReport]:
    if job.loader.spec.kind == "text":
        return _run_texts(job, request)
    if job.loader.spec.kind == "export":
        return _run_export(job, request)
    return [_run_dataset(job, request)]


def _run_dataset(job: Job, request: Request) -> RunReport:
    started = time.monotonic()
    store, spec = request.store, job.loader.spec
    source = job.source()
    version = _version(job, source, request.options)
    report = RunReport(source=source, loader=spec.name, dry_run=request.dry_run)
    recovery.recover(store, resuming=source)
    stored = session.stored_source(store, source)
    if not request.dry_run and session.is_unchanged(stored, version):
        report.unchanged = True
        report.seconds = round(time.monotonic() - started, 3)
        return report
    try:
        _load_version(job, request, version, report, ahead=stored is not None)
    except OnlyNamed:
        # Another load of this source, or a review, came between: read again, now without
        # leaving out anything of what the graph has.
        _load_version(job, request, version, report, ahead=False)
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _load_version(
    job: Job, request: Request, version: session.Version, report: RunReport, *, ahead: bool
) -> None:
    """Read a version into a stage and publish it; `ahead` lets what the graph has be known."""
    store, spec, source = request.store, job.loader.spec, report.source
    name = hashlib.sha256(source.encode()).hexdigest()[:16]
    stage_file = store.settings.home / "staging" / f"{name}.sqlite"
    stored_file = stage_file.with_suffix(".stored") if ahead else None
    with (
        plans_ahead(store) if ahead else nullcontext(),
        Current(store, source, ahead=stored_file) as current,
        Stage(stage_file) as stage,
    ):
        stage.known = current.known
        context = Context(spec, job.files, stage, source, request.options)
        context.on_rows = partial(_read_so_far, request.progress)
        request.progress("reading", 0, 0)
        job.loader.load(context)
        context.audit()
        part_from_others(store, stage, source, vocabulary())
        tally = context.tally
        report.read, report.emitted = tally.read, tally.emitted
        report.rejected, report.warnings = dict(tally.rejected), tally.warnings
        report.reject_file = write_rejections(
            store.settings.home / "rejected" / f"{slug(source)}.jsonl",
            tally.rejections,
            tally.given,
        )
        session.publish(
            store, spec, stage, tally, version, report,
            force=request.force, progress=request.progress, current=current,
        )  # fmt: skip


def _read_so_far(progress: Progress, rows: int) -> None:
    progress("reading", rows, 0)


def _run_texts(job: Job, request: Request) -> list[RunReport]:
    # Reading texts needs the extraction libraries, which loads of datasets do without.
    from aigeo.load.texts import TextContext

    recovery.recover(request.store)
    context = TextContext(request, job.loader, job.files)
    job.loader.load(context)
    if context.failures and not context.reports:
        raise context.failures[0]
    for failure in context.failures:
        path = getattr(failure, "path", None) or ""
        context.reports.append(
            RunReport(source=path, loader=job.loader.name, error=_message(failure))
        )
    return context.reports


def _run_export(job: Job, request: Request) -> list[RunReport]:
    from aigeo.load.exported import ExportContext

    started = time.monotonic()
    recovery.recover(request.store)
    context = ExportContext(request, job.loader, job.files)
    try:
        request.progress("reading", 0, 0)
        job.loader.load(context)
        reports = context.publish()
    finally:
        context.close()
    reports[0].seconds = round(time.monotonic() - started, 3)
    return reports


def _message(error: AigeoError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)


def _version(job: Job, source: str, options: Mapping[str, str]) -> session.Version:
    spec = job.loader.spec
    # The same bytes read with other options, such as an encoding, say something else.
    read_so = canonical_json(dict(options)) if options else ""
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
            "title": spec.title if source == spec.name else f"{spec.title}: {job.file_name()}",
            "publisher": spec.publisher,
            "url": spec.url,
            "published": spec.published,
            "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
            "licence": spec.licence,
            "attribution": spec.attribution,
            "commercial_use": spec.commercial_use,
            "dataset": spec.name,
            "version": whole[:12],
            "sha256": whole,
        },
        parts=parts,
        fingerprint=f"{job.loader.fingerprint}{read_so}",
        is_sample=all(
            (spec.folder / "sample").resolve() in path.resolve().parents for path in job.files
        ),
    )


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()
