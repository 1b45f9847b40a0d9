"""Results as HTML for notebooks. All text of sources is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

SHOWN_ROWS = 50
SHOWN_CHARACTERS = 300


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], caption: str = "") -> str:
    """Give an HTML table of the first rows, with a line that says how many there are."""
    head = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:left;vertical-align:top'>{cell(row.get(name))}"
                         "</td>" for name in columns) + "</tr>"
        for row in rows[:SHOWN_ROWS]
    )  # fmt: skip
    title = f"<caption style='text-align:left'>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" + (
        paragraph(f"{len(rows)} rows" + (
            f", the first {SHOWN_ROWS} shown" if len(rows) > SHOWN_ROWS else ""))
    )  # fmt: skip


def cell(value: Any) -> str:
    """Give a value as HTML: a list one item a line, long text cut."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "<br>".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return "<br>".join(f"{escape(str(k))}: {cell(v)}" for k, v in value.items())
    text = f"{value:.4g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    return escape(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")


def paragraph(text: str) -> str:
    """Give a line of small text."""
    return f"<p><small>{escape(text)}</small></p>"


def listing(items: Iterable[tuple[str, str]]) -> str:
    """Give facts one below the other, each with its evidence in small text."""
    return "<ul>" + "".join(
        f"<li>{escape(head)}<br><small>{escape(evidence)}</small></li>" for head, evidence in items
    ) + "</ul>"  # fmt: skip
