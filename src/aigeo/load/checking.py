"""A loader held against its own sample, without a graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aigeo.config import Settings
from aigeo.errors import LoaderError, NotFoundError
from aigeo.load import assertions
from aigeo.load.context import Context
from aigeo.load.inputs import TABLE, Job, job_of, jobs
from aigeo.load.registry import Loader, get_loader
from aigeo.load.spec import LoaderSpec, read_spec
from aigeo.load.stage import Stage
from aigeo.load.tally import Rejection


@dataclass(frozen=True, slots=True)
class Check:
    """What a loader made of its sample; `failures` says in words what is wrong."""

    loader: str
    read: int
    emitted: int
    entities: dict[str, int]
    relations: dict[str, int]
    rejected: dict[str, int]
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


NEW_LOADERS = Path("loaders")
"""Where new loaders are begun when no folder of loaders is set."""


def find_loader(settings: Settings, name: str) -> Loader:
    """Give a loader by its name or its folder, which for a new one is `loaders/NAME`.

    Raises NotFoundError.
    """
    folder = Path(name)
    if (folder / "loader.yaml").is_file():
        return Loader(read_spec(folder / "loader.yaml"))
    try:
        return get_loader(settings, name)
    except NotFoundError as error:
        begun = NEW_LOADERS / name / "loader.yaml"
        if begun.is_file():
            return Loader(read_spec(begun))
        raise NotFoundError(
            str(error), hint=f"give its folder, or name that folder's parent in AIGEO_LOADERS; "
            f"{error.hint}",
        ) from error  # fmt: skip


def check_loader(settings: Settings, loader: Loader) -> list[Check]:
    """Run a loader on the files in its folder `sample`; one check a source.

    A source fails when a greatest count or a share of `assertions` is broken, when the counts
    differ from those under `sample` in loader.yaml, or when nothing is emitted. Raises
    LoaderError when there is no sample, InputError for a file that cannot be read.
    """
    spec = loader.spec
    sample = spec.folder / "sample"
    if not sample.is_dir():
        raise LoaderError(
            f"loader {spec.name!r} has no sample",
            hint=f"put a few rows of each of its files into {sample}",
        )
    if spec.kind in ("text", "export"):
        return [_check_in_a_graph(spec.name, sample)]
    if spec.name == TABLE:
        work, _ = jobs(settings, sorted(str(path) for path in sample.glob("*.yaml")))
    else:
        work = [job_of(loader, sample)]
    checks = [_check(part) for job in work for part in job.by_source()]
    return _compared(spec, checks)


def _check_in_a_graph(name: str, sample: Path) -> Check:
    # Texts ask the graph which documents are new, exports who is who: they get an empty one.
    from aigeo.load.runner import run
    from aigeo.store import open_store

    with TemporaryDirectory(prefix="aigeo-") as folder:
        home = Path(folder)
        with open_store(Settings(home=home, cache=home / "cache")) as store:
            reports = run(store, store.settings, [str(sample)], loader=name, dry_run=True)
    rejected: Counter[str] = Counter()
    for report in reports:
        rejected.update(report.rejected)
    return Check(
        loader=name,
        read=sum(report.read for report in reports),
        emitted=sum(report.emitted for report in reports),
        entities={},
        relations={},
        rejected=dict(rejected),
        warnings=[warning for report in reports for warning in report.warnings],
        failures=[report.error for report in reports if report.error]
        or ([] if any(report.emitted for report in reports) else ["nothing was emitted"]),
    )


def _check(job: Job) -> Check:
    spec = job.loader.spec
    with Stage() as stage:
        context = Context(spec, job.files, stage, spec.name)
        job.loader.load(context)
        context.audit()
        tally = context.tally
        entities, relations = stage.tally()
        failures = assertions.failures(spec, stage, tally)
        if not tally.emitted:
            failures.append("nothing was emitted")
        return Check(
            loader=spec.name,
            read=tally.read,
            emitted=tally.emitted,
            entities=dict(sorted(entities.items())),
            relations=dict(sorted(relations.items())),
            rejected=dict(tally.rejected),
            rejections=tally.rejections,
            warnings=tally.warnings,
            failures=failures,
        )


def _compared(spec: LoaderSpec, checks: list[Check]) -> list[Check]:
    if not spec.sample:
        return checks
    found: dict[str, Counter[str]] = {"entities": Counter(), "relations": Counter()}
    rejected = 0
    for check in checks:
        found["entities"].update(check.entities)
        found["relations"].update(check.relations)
        rejected += sum(check.rejected.values())
    for kind, counts in found.items():
        wanted: dict[str, Any] = dict(spec.sample.get(kind) or {})
        for name in sorted({*wanted, *counts} if wanted else ()):
            if counts[name] != wanted.get(name, 0):
                checks[0].failures.append(
                    f"{counts[name]} {name} {kind} in the sample, {wanted.get(name, 0)} expected"
                )
    most = spec.sample.get("rejected", 0)
    if rejected != most:
        checks[0].failures.append(f"{rejected} records of the sample rejected, {most} expected")
    return checks
