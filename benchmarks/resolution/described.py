"""Entities as sources describe them, read by the loaders without a graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigeo.config import Settings
from aigeo.load.context import Context
from aigeo.load.inputs import jobs
from aigeo.load.linking_stage import candidates
from aigeo.load.stage import Stage
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.linking import Candidate

SETS = (
    "names", "aliases", "countries", "external_ids", "addresses", "marks", "dates", "neighbours",
)  # fmt: skip


def described(settings: Settings, folders: Iterable[str]) -> Iterator[tuple[str, Candidate]]:
    """Give (`source/file`, entity) for all that the data in `folders` describe but texts."""
    for folder in folders:
        work, _ = jobs(settings, [folder])
        for job in work:
            if job.loader.spec.kind == "text":
                continue
            with Stage() as stage:
                context = Context(job.loader.spec, job.files, stage, job.loader.name)
                job.loader.load(context)
                first: dict[str, str] = {}
                for body in stage.statements("entity"):
                    first.setdefault(body["subject"], str(body.get("part")))
                for candidate in candidates(stage.statements("entity"), stage, vocabulary()):
                    yield f"{job.loader.name}/{first[candidate.id]}", candidate


def written(found: Iterable[tuple[str, Candidate]], path: Path) -> None:
    """Write one JSON line an entity."""
    with path.open("w", encoding="utf-8") as file:
        for place, c in found:
            row = {"list": place, "id": c.id, "type": c.type}
            row |= {field: sorted(getattr(c, field)) for field in SETS}
            row |= {"generic": c.generic, "kept_apart": c.kept_apart}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[tuple[str, Candidate]]:
    """Give what `written` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["list"], Candidate(
                id=row["id"], type=row["type"], **{f: frozenset(row[f]) for f in SETS},
                generic=row["generic"], kept_apart=row["kept_apart"],
            )  # fmt: skip
