"""Memory and time of linking a load's names, and what linking adds to a load.

    python benchmarks/linking.py [--names 100000 1000000] [--load 20000] [--data FOLDER]

For each number of names, in a process of its own: that many described entities are staged and
linked against an empty embedded graph, so that all are new and every name has to be remembered.
Reported are the seconds and the growth of the peak memory while linking. The matcher, which keeps
nothing, is left out of these runs unless `--compare` is given. Then generated entities, and the
files of `--data`, are loaded with linking and without, the matcher included. Generated names are
far more alike than those of real lists.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

from made_names import made

from aigeo.config import Settings
from aigeo.load import linking_stage, publish, run
from aigeo.load.stage import Stage
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.matcher import Matcher, matcher
from aigeo.resolve.reading import Described
from aigeo.store import open_store

YAML = "name: made\ntitle: Made entities\nfiles:\n  - {name: made.csv, required: [type, name]}\n"
CODE = """
def load(context):
    for row in context.rows("made.csv"):
        context.entity(
            row["type"], row["name"], evidence=row, id=row["id"],
            aliases=[a for a in row["aliases"].split("|") if a],
        )
"""
CURVE = 50_000
"""Names after which the growth so far is shown, a multiple of a batch."""


def peak() -> int:
    """Give the peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Unlike(Matcher):
    """A matcher that takes no two things for one, at no cost."""

    def probabilities(
        self, pairs: Sequence[tuple[Described, Described]], _things: object = None
    ) -> list[float]:
        return [0.0 for _ in pairs]


def link(folder: Path, count: int, compare: bool) -> dict[str, Any]:
    """Stage and link `count` entities; give seconds and MiB."""
    known = matcher()
    if not compare:
        known = Unlike(*(getattr(known, field.name) for field in fields(known)))
    settings = Settings(home=folder / "home", cache=folder)
    words = vocabulary()
    with open_store(settings) as store, Stage(folder / "stage.sqlite") as stage:
        for one in made(count):
            properties = {"name": one.name, "aliases": list(one.aliases)}
            stage.add({
                "id": one.id, "kind": "entity", "type": one.type, "subject": one.id,
                "properties": json.dumps(properties, ensure_ascii=False),
            })  # fmt: skip
        before, began, busy = peak(), time.perf_counter(), time.process_time()
        pairs = linked = 0
        with patch.object(linking_stage, "matcher", lambda: known):
            for links, _ in linking_stage.link_stage(store, words, stage):
                pairs += len(links.pairs)
                linked += len(links.canonical)
                if linked % CURVE == 0:
                    point = {
                        "linked": linked, "seconds": round(time.perf_counter() - began, 1),
                        "processor_seconds": round(time.process_time() - busy, 1),
                        "grown_mib": peak() - before,
                    }  # fmt: skip
                    print(json.dumps(point), file=sys.stderr, flush=True)
        took, busy = time.perf_counter() - began, time.process_time() - busy
    return {
        "names": count, "seconds": round(took, 1),
        "processor_seconds": round(busy, 1), "processor_s_per_100000": round(1e5 * busy / count, 1),
        "names_per_s": round(count / took), "grown_mib": peak() - before, "peak_mib": peak(),
        "pairs": pairs,
    }  # fmt: skip


def load(folder: Path, count: int, linked: bool) -> dict[str, Any]:
    """Load `count` generated entities into an empty graph; give seconds."""
    loader = folder / "loaders" / "made"
    loader.mkdir(parents=True)
    (loader / "loader.yaml").write_text(YAML)
    (loader / "loader.py").write_text(CODE)
    with (folder / "made.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "type", "name", "aliases"])
        for one in made(count):
            writer.writerow([one.id, one.type, one.name, "|".join(one.aliases)])
    settings = Settings(home=folder / "home", cache=folder, extra_loaders=(loader.parent,))
    return {"entities": count, **timed(settings, folder / "made.csv", linked)}


def timed(settings: Settings, data: Path, linked: bool) -> dict[str, Any]:
    """Load a path into an empty graph; give seconds, all and of the processor."""
    nothing: Iterator[Any] = iter(())
    unlinked = patch.object(publish, "link_stage", lambda *_: nothing)
    with open_store(settings) as store, nullcontext() if linked else unlinked:
        began, busy = time.perf_counter(), time.process_time()
        reports = run(store, settings, [str(data)])
        return {
            "statements": sum(report.added for report in reports), "linked": linked,
            "seconds": round(time.perf_counter() - began, 1),
            "processor_seconds": round(time.process_time() - busy, 1),
        }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--names", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--load", type=int, nargs="*", default=[20_000])
    parser.add_argument("--data", nargs="*", default=[], help="folders or files to load")
    parser.add_argument("--compare", action="store_true", help="with the matcher")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        what, count, flag = options.child
        with tempfile.TemporaryDirectory() as folder:
            chosen = Path(folder), 0 if what == "data" else int(count), flag == "yes"
            if what == "data":
                settings = Settings(home=chosen[0] / "home", cache=chosen[0])
                found = {"data": count, **timed(settings, Path(count), chosen[2])}
            elif what == "link":
                found = link(*chosen[:2], options.compare)
            else:
                found = load(*chosen)
            print(json.dumps(found), flush=True)
        return
    runs = [("link", n, "no") for n in options.names]
    runs += [("load", n, linked) for n in options.load for linked in ("no", "yes")]
    runs += [("data", path, linked) for path in options.data for linked in ("no", "yes")]
    for child in runs:
        words = [sys.executable, __file__, "--child", *map(str, child)]
        words += ["--compare"] if options.compare else []
        subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
