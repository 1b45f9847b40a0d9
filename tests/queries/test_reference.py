from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.queries import catalogue, lint, run
from aigeo.queries.reference import PAGE, command_line, main, page
from aigeo.resources import base_dir, queries_dir
from aigeo.store import Store

HOW_TO = Path("docs/how-to/write-a-query.md")


def test_the_page_is_fresh() -> None:
    assert main(["--check"]) == 0


def test_a_stale_page_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "queries"
    (tmp_path / "src" / "aigeo").mkdir(parents=True)
    folder.mkdir()
    one = (queries_dir() / "owners.cypher").read_text(encoding="utf-8")
    (folder / "owners.cypher").write_text(one, encoding="utf-8")
    monkeypatch.setattr("aigeo.queries.reference.queries_dir", lambda: folder)
    assert main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert "## owners" in (tmp_path / PAGE).read_text(encoding="utf-8")
    (folder / "owners.cypher").write_text(one.replace("title", "name"), encoding="utf-8")
    assert main([]) == 1


def test_the_page_names_every_query_parameter_and_column(world: Store) -> None:
    queries = catalogue(world.settings)
    text = page(queries.values())
    for query in queries.values():
        section = text.split(f"\n## {query.name}\n")[1].split("\n## ")[0]
        for name in (*(p.name for p in query.parameters), *query.columns):
            assert f"| `{name}` |" in section
        words = shlex.split(command_line(query))
        given = dict(word.split("=", 1) for word in words if "=" in word)
        assert given == {key: str(value) for key, value in query.example.items()}


def test_the_query_of_the_how_to_is_clean_and_runs(world: Store, tmp_path: Path) -> None:
    text = (base_dir() / HOW_TO).read_text(encoding="utf-8")
    (cypher,) = re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)
    assert lint(cypher) == []
    (tmp_path / "chips-of-a-maker.cypher").write_text(cypher, encoding="utf-8")
    query = catalogue(replace(world.settings, extra_queries=(tmp_path,)))["chips-of-a-maker"]
    assert [row["chip"] for row in run(world, query, {**query.example, "as_of": "2025-12-31"})] == [
        "chip:h100",
        "chip:h800",
        "chip:tpu-v5p",
    ]
