"""Entities as sources describe them, read by the loaders without a graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigeo.config import Settings
from aigeo.load.context import Context
from aigeo.load.inputs import jobs
from aigeo.load.linking_stage import candidates
from aigeo.load.stage import Stage
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.linking import Candidate


def described(settings: Settings, folders: Iterable[str]) -> Iterator[tuple[str, Candidate]]:
    """Give (source, entity) for all that the data in `folders` describes; texts are left out."""
    for folder in folders:
        work, _ = jobs(settings, [folder])
        for job in work:
            if job.loader.spec.kind == "text":
                continue
            with Stage() as stage:
                context = Context(job.loader.spec, job.files, stage, job.loader.name)
                job.loader.load(context)
                for candidate in candidates(stage, vocabulary()):
                    yield job.loader.name, candidate


def main() -> None:
    """Print one JSON line an entity: `described.py FOLDER…`."""
    for source, c in described(Settings.from_env(), sys.argv[1:]):
        row = {
            "source": source, "id": c.id, "type": c.type, "names": sorted(c.names),
            "aliases": sorted(c.aliases), "countries": sorted(c.countries),
            "external_ids": sorted(c.external_ids), "generic": c.generic,
            "kept_apart": c.kept_apart,
        }  # fmt: skip
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
