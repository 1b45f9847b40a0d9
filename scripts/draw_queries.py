"""Draw the example of each saved query for docs/reference/pictures.

``python scripts/draw_queries.py [--check]``. The answers are those about the hand-made world of the
tests (tests/queries/world), on the embedded engine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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


def pictures(store: Store, scratch: Path) -> Iterator[tuple[str, str]]:
    """Give the picture of each query's first known answer, but of those with nothing to draw."""
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
        except ConfigError:
            continue
        yield name, file.read_text(encoding="utf-8")


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
