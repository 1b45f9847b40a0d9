"""Draw the example of each saved query for docs/reference/pictures.

``python scripts/draw_queries.py [--check]``. The answers are those about the hand-made world of the
tests (tests/queries/world), on the embedded engine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from aigeo.api import Rows  # noqa: E402 - the tests are no package that is installed
from aigeo.api.drawing import given_ends  # noqa: E402
from aigeo.config import Settings  # noqa: E402
from aigeo.errors import ConfigError  # noqa: E402
from aigeo.queries import catalogue, run  # noqa: E402
from aigeo.queries.reference import PICTURES  # noqa: E402
from aigeo.queries.runner import bind  # noqa: E402
from aigeo.store import Store, open_store  # noqa: E402
from tests.queries.answers import ANSWERS  # noqa: E402
from tests.queries.world import AS_OF, load_world  # noqa: E402

FOLDER = ROOT / PICTURES.parent
UNDRAWN = ("date", "dates", "sources")
ROWS, COLUMNS = 8, 5
WIDE = 28
"""Letters of a cell that are shown."""
LETTER, LINE = 9, 26
HEADING = ' fill="#475569" font-weight="bold"'


def pictures(store: Store, scratch: Path) -> Iterator[tuple[str, str]]:
    """Give the picture of each query's first known answer: what it ties together, else its rows."""
    queries = catalogue(store.settings)
    for name in sorted(queries):
        known = next(k for k in ANSWERS if k.query == name and k.rows)
        query = queries[name]
        bound = bind(store, query, {"as_of": AS_OF, **known.ask})
        rows = run(store, query, bound)
        # The day on which the tests ran would change the pictures every day.
        plain = [{k: v for k, v in row.items() if k not in ("date", "dates")} for row in rows]
        file = scratch / f"{name}.svg"
        try:
            ends = given_ends(store, query, bound)
            Rows(plain, edges=query.edges, ends=ends, title=query.title).picture(file)
        except ConfigError:  # rows that count or compare: nothing is tied to anything
            yield name, table(query.title, rows)
            continue
        yield name, file.read_text(encoding="utf-8")


def table(title: str, rows: list[dict[str, Any]]) -> str:
    """Draw the first columns of the first rows as a table, long cells cut."""
    names = [n for n in rows[0] if n not in UNDRAWN][:COLUMNS]
    lines = [[n.replace("_", " ") for n in names]]
    lines += [[_said(row[name]) for name in names] for row in rows[:ROWS]]
    left = list(accumulate((max(map(len, column)) + 2 for column in zip(*lines, strict=True)),
                           initial=2))  # fmt: skip
    width, height = max(left[-1] * LETTER, 11 * len(title) + 40), (len(lines) + 2) * LINE
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="monospace" font-size="14">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#ffffff" stroke="#cbd5e1"/>',
        f'<text x="{2 * LETTER}" y="{LINE}" font-family="sans-serif" font-size="16" '
        f'font-weight="bold">{escape(title)}</text>',
        *(
            f'<text x="{x * LETTER}" y="{(n + 2) * LINE + 4}"'
            f'{"" if n else HEADING}>{escape(cell)}</text>'
            for n, line in enumerate(lines)
            for x, cell in zip(left, line, strict=False)
        ),
        "</svg>\n",
    ])  # fmt: skip


def _said(value: object) -> str:
    text = (
        ", ".join(map(str, value))
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )
    return text if len(text) <= WIDE else text[: WIDE - 1] + "…"


def stale(drawn: dict[str, str]) -> list[str]:
    """Give the names of pictures that are missing, other than drawn, or of no query."""
    kept = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    return sorted(name for name in drawn.keys() | kept.keys() if drawn.get(name) != kept.get(name))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with open_store(Settings(home=home, cache=home / "cache")) as store:
            load_world(store)
            drawn = dict(pictures(store, home))
    if "--check" in sys.argv:
        print("\n".join(stale(drawn)))
        return 1 if stale(drawn) else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        path.unlink()
    for name, text in drawn.items():
        (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")
    print(f"{len(drawn)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
