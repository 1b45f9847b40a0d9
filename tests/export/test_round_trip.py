"""`aigeo load` of an own export gives the same graph."""

from __future__ import annotations

import re
from pathlib import Path

from aigeo.export import export_to
from aigeo.load import run
from aigeo.store import Store
from tests.conftest import emptied
from tests.export.graphs import load_hard_graph
from tests.load.sources import snapshot

FORMS = {
    "jsonl": "graph.jsonl",
    "ftm": "graph.ftm.json",
    "kgx": "kgx",
    "kgx-jsonl": "kgx-jsonl",
    "nquads": "graph.nq",
    "trig": "graph.trig",
    "turtle": "graph.ttl",
    "jsonld": "graph.jsonld",
}
LOSSLESS = ("jsonl", "ftm", "kgx", "kgx-jsonl")


def picture(store: Store, *, history: bool) -> dict[str, list[str]]:
    """Give the graph to compare: without withdrawn statements and judgements for RDF."""
    shown = snapshot(store)
    # A row that moved in its file keeps its old number in the quote of the edge.
    shown["edges"] = [re.sub(r"row \d+:", "row N:", edge) for edge in shown["edges"]]
    if not history:
        shown["nodes"] = [n for n in shown["nodes"] if "'last_seen'" not in n]
        shown["edges"] = [e for e in shown["edges"] if "'FROM'" not in e]
    return {**shown, "nodes": [n for n in shown["nodes"] if "'verdict'" not in n]}


def test_round_trip(store: Store, tmp_path: Path):
    load_hard_graph(store, tmp_path / "input")
    before = {history: picture(store, history=history) for history in (True, False)}
    for name, file in FORMS.items():
        export_to(store, name, tmp_path / file)
    for name, file in FORMS.items():
        emptied(store)
        reports = run(store, store.settings, [str(tmp_path / file)])
        assert not any(report.rejected for report in reports), (name, reports)
        history = name in LOSSLESS
        after = picture(store, history=history)
        for part in ("nodes", "edges"):
            assert after[part] == before[history][part], (name, part)
