"""The accuracy page says what the stored results do, and the scorer counts as it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks" / "extraction"


def run(script: str, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_page_is_current() -> None:
    done = run("report.py", "--check")
    assert done.returncode == 0, done.stderr


TEXT = "Nvidia is based in Santa Clara. Huawei sued nobody."
ENTITIES = [
    {"id": "e1", "type": "Firm", "name": "Nvidia", "mentions": ["Nvidia"], "generic": False},
    {
        "id": "e2",
        "type": "Place",
        "name": "Santa Clara",
        "mentions": ["Santa Clara"],
        "generic": False,
    },
    {"id": "e3", "type": "Firm", "name": "Huawei", "mentions": ["Huawei"], "generic": False},
]
BASED = {
    "type": "BASED_IN", "subject": "e1", "object": "e2", "quote": TEXT[:30], "start_char": 0,
    "end_char": 30, "negated": False, "confidence": 0.9,
}  # fmt: skip


def test_scores_of_a_small_pair(tmp_path: Path) -> None:
    gold = {"id": "d", "text": TEXT, "entities": ENTITIES, "relations": [BASED]}
    wrong = {**BASED, "type": "OWNS", "object": "e3", "start_char": 1, "confidence": 0.4}
    found = [*ENTITIES[:2], {**ENTITIES[2], "type": "Fund"}]
    system = {"id": "d", "text": TEXT, "entities": found, "relations": [BASED, wrong]}
    for name, document in (("gold", gold), ("system", system)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(document) + "\n")
    out = tmp_path / "out.json"
    done = run("accuracy.py", str(tmp_path / "gold.jsonl"), str(tmp_path / "system.jsonl"),
               "--name", "dev", "--json", str(out))  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(out.read_text())
    assert result["scores"]["entities"]["f1"] == round(4 / 6, 4)
    relations = result["scores"]["relations"]
    assert (relations["precision"], relations["recall"]) == (0.5, 1.0)
    assert result["scores"]["evidence"]["precision"] == 0.5
    bins = {b["from"]: b["right"] for b in result["calibration"]["relation"]}
    assert bins == {0.0: 0.0, 0.9: 1.0}
    assert result["failure_classes"]["entity missed"] == 1


def test_relations_between_given_entities(tmp_path: Path) -> None:
    document = {"id": "d", "published": "2025-06-04", "text": TEXT, "entities": ENTITIES,
                "relations": [BASED]}  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(document) + "\n")
    out = tmp_path / "out.json"
    done = run("given.py", str(tmp_path / "gold.jsonl"), "--name", "dev", "--json", str(out))
    assert done.returncode == 0, done.stderr
    found = json.loads(out.read_text())["scores"]["relations"]
    assert (found["gold"], found["precision"], found["recall"]) == (1, 1.0, 1.0)
