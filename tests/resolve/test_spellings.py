"""One chip, model or person under several spellings, in either order; near ones stay apart."""

from __future__ import annotations

import csv
import json
from itertools import count
from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store
from tests.conftest import emptied

MAPPING = """
name: {name}
title: Source {name}
licence: CC0-1.0
file: {name}.csv
entities:
  one:
    type: {{column: Type}}
    name: Name
    aliases: {{column: Also, split: "|"}}
    properties: {{birth_date: Born}}
"""
_numbers = count()


def one(store: Store, folder: Path, *rows: str) -> bool:
    """Load rows, each as a source of its own; tell whether they describe one thing."""
    emptied(store)
    names = []
    for row in rows:
        names.append(name := f"s{next(_numbers)}")
        (folder / f"{name}.yaml").write_text(MAPPING.format(name=name), "utf-8")
        (folder / f"{name}.csv").write_text(f"Type,Name,Also,Born\n{row}\n", "utf-8")
        run(store, store.settings, [str(folder / f"{name}.yaml")])
    # A table of one row says more than one thing where it names a version of a family.
    found = store.read(
        "MATCH (s:Statement {kind: 'entity'}) WHERE s.source IN $names AND s.row = 1 "
        "RETURN s.source AS source, s.fact AS id, s.properties AS said",
        {"names": names},
    )
    spelt = {name: next(csv.reader([row]))[1] for name, row in zip(names, rows, strict=True)}
    named = [r["id"] for r in found if json.loads(r["said"])["name"] == spelt[r["source"]]]
    assert len(named) == len(rows)
    return len(set(named)) == 1


SAME = [
    ("Chip,Ascend 910B,,", "Chip,Huawei Ascend 910B,,"),
    ("Chip,B200,,", "Chip,NVIDIA B200,B200,"),
    ("Chip,MI 300X,,", "Chip,AMD MI300X,,"),
    ("Chip,A100 GPU,,", "Chip,NVIDIA A100,,"),
    ("Model,GPT-4,,", "Model,GPT4,,"),
    ("Model,GPT-4,,", "Model,OpenAI GPT-4,,"),
    ("Model,Qwen2.5-72B,,", "Model,Qwen 2.5 72B,,"),
    ("Person,Wei Zhang,,1970-01-02", "Person,Zhang Wei,,1970-01-02"),
    ("Person,Hassan Abdi Aweys,,1970-01-02", 'Person,"AWEYS, Hassan Abdi",,1970-01-02'),
    ("Person,Ren Zhengfei,任正非,1944-10-25", "Person,任正非,,1944-10-25"),
    ("Person,Jensen Huang,,1963-02-17", "Person,黄仁勋,,1963-02-17"),
    ("Person,Dr. Ada Kovács,Ada Kovács,1960-02-17", "Person,Ada Kovacs,,1960-02-17"),
]
TWO = [
    ("Chip,Ascend 910B,,", "Chip,Huawei Ascend 910C,,"),
    ("Chip,H100,,", "Chip,NVIDIA H200,,"),
    ("Model,GPT-4,,", "Model,GPT-4o,,"),
    ("Model,Claude 3 Opus,,", "Model,Claude 3.5 Opus,,"),
    ("Model,Claude 3 Opus,,", "Model,claude-3-opus-20240229,,"),
    ("Person,Wei Zhang,,1970-01-02", "Person,Zhang Wei,,1985-06-07"),
    ("Person,Wei Zhang,,1970-01-02", "Person,Zhang Wei,,1970"),
    ("Person,Ren Zhengfei,任正非,", "Person,任正非,,"),
]


@pytest.mark.parametrize("turned", [False, True])
def test_spellings_of_one_thing(embedded: Store, tmp_path: Path, turned: bool) -> None:
    pairs = [tuple(reversed(pair)) if turned else pair for pair in SAME]
    missed = [pair for pair in pairs if not one(embedded, tmp_path, *pair)]
    assert not missed


@pytest.mark.parametrize("turned", [False, True])
def test_near_spellings_of_two_things(embedded: Store, tmp_path: Path, turned: bool) -> None:
    pairs = [tuple(reversed(pair)) if turned else pair for pair in TWO]
    wrong = [pair for pair in pairs if one(embedded, tmp_path, *pair)]
    assert not wrong
