"""Rows as tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.cli.output import chosen, csv_cell, emit, printable

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
VALUES = st.one_of(
    st.none(), TEXT, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.lists(TEXT, max_size=3),
)  # fmt: skip
ROWS = st.lists(st.fixed_dictionaries({"name": TEXT, "value": VALUES}), max_size=5)


class Terminal(io.StringIO):
    """A terminal, as far as output is concerned."""

    def isatty(self) -> bool:
        return True


def printed(rows, format, columns=None, out=None, **options):
    out = out or io.StringIO()
    emit(rows, format, columns, out=out, **options)
    return out.getvalue()


def test_auto_is_a_table_on_a_terminal_and_json_in_a_pipe(monkeypatch):
    assert chosen("auto", Terminal()) == "table"
    assert chosen("auto", io.StringIO()) == "json"
    assert chosen("csv", Terminal()) == "csv"
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert chosen("auto") == "table"


@given(ROWS)
def test_json_and_json_lines_give_the_rows_back(rows):
    assert json.loads(printed(rows, "json")) == rows
    lines = printed(rows, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows


@given(ROWS)
def test_csv_gives_the_cells_back(rows):
    text = printed(rows, "csv", ["name", "value"])
    read = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [(row["name"], row["value"]) for row in read] == [
        (row["name"], csv_cell(row["value"])) for row in rows
    ]


def test_columns_choose_and_order():
    rows = [{"b": 1, "a": 2}, {"c": 3}]
    assert json.loads(printed(rows, "json", ["c", "a"])) == [
        {"c": None, "a": 2},
        {"c": 3, "a": None},
    ]
    assert printed(rows, "csv").splitlines()[0] == "b,a,c"


@pytest.mark.parametrize("out", [io.StringIO(), Terminal()])
def test_a_table_names_columns_and_values(out):
    text = printed([{"name": "Huawei", "score": 0.25, "ok": True}], "table", out=out, title="Firms")
    for word in ("Firms", "name", "Huawei", "0.25", "yes"):
        assert word in text


def test_a_wide_row_becomes_a_block():
    rows = [{f"column{i}": "word " * 20 for i in range(8)} | {"list": ["one", "two"]}]
    lines = printed(rows, "table").splitlines()
    assert lines[0].split()[0] == "column0"
    assert [line.strip() for line in lines[8:10]] == ["list  one", "two"]


def test_an_empty_answer_says_so():
    assert printed([], "table") == "no rows\n"
    assert json.loads(printed([], "json")) == []
    assert printed([], "csv", ["a"]) == "a\n"


@given(st.text(max_size=40))
def test_no_control_characters_reach_a_terminal(text):
    shown = printable(text)
    assert len(shown) == len(text)
    table = printed([{"a": f"<{text}>"}], "table", out=Terminal())
    styles = "\x1b[1m", "\x1b[0m"  # of the heading, by rich itself
    assert "\x1b" not in table.replace(styles[0], "").replace(styles[1], "")
    assert not any(c in shown for c in "\x00\x07\x08\x1b\x7f\x9b\r\u202e\u2066\ud800")


def test_markup_in_values_is_not_interpreted():
    text = printed([{"a": "[red]x[/red] [link=http://x]y[/link] :smile:"}], "table", out=Terminal())
    assert "[red]x[/red] [link=http://x]y[/link] :smile:" in text
