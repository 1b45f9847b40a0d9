"""Exports read by the real packages followthemoney and kgx, each in its own interpreter.

`make consumers` installs them beside .venv and names the interpreter in AIGEO_CONSUMERS_PYTHON;
without that variable pytest does not collect this folder (tests/conftest.py).
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from aigeo.export import export_to
from aigeo.model.ids import kebab
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store
from tests.export.graphs import counts, load_hard_graph
from tests.web.world import load_world

SCRIPTS = Path(__file__).parents[2] / "scripts"


def check(script: str, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [os.environ["AIGEO_CONSUMERS_PYTHON"], SCRIPTS / script, *arguments],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def full(embedded: Store, tmp_path: Path) -> Store:
    load_hard_graph(embedded, tmp_path / "input")
    load_world(embedded)
    return embedded


def test_followthemoney_takes_every_line(full: Store, tmp_path: Path):
    path = tmp_path / "graph.ftm.json"
    export_to(full, "ftm", path)
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) > counts(full)["entities"]
    status, said = check("check_ftm.py", str(path))
    assert status == 0, said
    assert f"{len(lines)} entities" in said
    broken = [json.loads(line) for line in lines]
    broken[-1]["properties"]["noSuchProperty"] = ["x"]
    path.write_text("".join(json.dumps(line) + "\n" for line in broken), encoding="utf-8")
    status, said = check("check_ftm.py", str(path))
    assert status == 1
    assert "noSuchProperty" in said


@pytest.mark.parametrize("format", ["kgx", "kgx-jsonl"])
def test_kgx_finds_nothing_to_say(format: str, full: Store, tmp_path: Path):
    folder = tmp_path / format
    export_to(full, format, folder)
    prefixes = [
        *map(kebab, vocabulary().entity_types),
        "aigeo.source",
        "aigeo.statement",
        "cc",
        "gov",
    ]
    status, said = check("check_kgx.py", str(folder), *sorted(prefixes))
    assert status == 0, said
    edges = next(folder.glob("*edges*"))
    text = edges.read_text("utf-8").replace("biolink:related_to", "biolink:no_such_predicate", 1)
    edges.write_text(text, encoding="utf-8")
    status, said = check("check_kgx.py", str(folder), *sorted(prefixes))
    assert status == 1
    assert "no_such_predicate" in said
