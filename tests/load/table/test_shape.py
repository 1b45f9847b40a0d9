"""The form of tables that nobody has described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aigeo.load.table.shape import described, shape_of


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "x,y\n1,2\n", {"delimiter": ",", "skip_lines": 0, "ragged": "fail"}),
        ("a.csv", "Title\n\nx;y;z\n1;2;3\n", {"delimiter": ";", "skip_lines": 1}),
        ("a.csv", "As of 2024;;\nx;y;z\n1;;\n", {"delimiter": ";", "skip_lines": 1}),
        ("a.csv", "sep=|\nx|y\n1|2\n", {"delimiter": "|", "skip_lines": 1}),
        ("a.csv", "x,y\n1,2\nSource: us\n", {"skip_lines": 0, "ragged": "reject"}),
        ("a.csv", "x,y\n1,2,,\n", {"ragged": "fail"}),
        ("a.tsv", "x\ty\nä\t2\n", {"encoding": "cp1252"}),
        ("a.json", '{"n": 1, "result": {"items": [{"x": 1}]}}', {"records": "result.items"}),
        ("a.json", '[["x"], ["1"]]', {"records": None}),
    ],
)
def test_shapes(tmp_path: Path, name: str, text: str, expected: dict[str, Any]) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    spec = shape_of(path)
    assert {key: getattr(spec, key) for key in expected} == expected


def test_only_what_is_unusual_is_written_down(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Title;;\nFirm;Ort;\nA;Köln;1\nNotiz\n".encode("cp1252"))
    assert [line.partition(" #")[0] for line in described(shape_of(path))] == [
        'delimiter: ";"', "encoding: cp1252", "skip_lines: 1", "ragged: reject"
    ]  # fmt: skip
    path.write_text("x,y\n1,2\n")
    assert list(described(shape_of(path))) == []
