"""Any text in names and quotes comes back through every form that can be loaded."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.export import export_to
from aigeo.load import run
from aigeo.store import Store
from tests.conftest import emptied
from tests.export.test_round_trip import FORMS, LOSSLESS, picture

# What RDF cannot hold and names do not keep is left to the unit tests; names with control
# characters are refused.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)
NAMED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40)
NAME = NAMED.map(lambda text: " ".join(text.split())).filter(bool)
ID = st.from_regex(r"firm:[a-z0-9-]{1,12}", fullmatch=True)


@st.composite
def lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Give an export with a text source, made by hand."""
    ids = draw(st.lists(ID, min_size=2, max_size=4, unique=True))
    source = {"record": "source", "id": draw(st.sampled_from(["article:x", "a b/ç?#"])),
              "title": draw(NAME), "sha256": "0" * 64, "retrieved": "2026-01-02",
              "dataset": "article", "commercial_use": draw(st.booleans())}  # fmt: skip
    common = {"record": "statement", "source": source["id"], "first_seen": "2026-01-02",
              "extractor": "test", "review": "unreviewed"}  # fmt: skip
    rows = []
    for number, id in enumerate(ids):
        quote = draw(TEXT)
        rows.append(
            {**common, "id": f"s:e{number}", "kind": "entity", "type": "Firm", "subject": id,
             "quote": quote, "start_char": 3, "end_char": 3 + len(quote), "fact": id,
             "confidence": draw(st.floats(0.001, 1)), "load": "load:x",
             "properties": {"name": draw(NAME), "aliases": sorted(draw(st.sets(NAME, max_size=2)))}}
        )  # fmt: skip
    quote = draw(TEXT)
    rows.append(
        {**common, "id": "s:r", "kind": "relation", "type": "SUPPLIES", "subject": ids[0],
         "object": ids[1], "quote": quote, "start_char": 0, "end_char": len(quote),
         "confidence": draw(st.floats(0.001, 1)), "load": "load:x", "status": "stated",
         "negated": draw(st.booleans()), "start": draw(st.sampled_from([None, "2020", "2020-05"])),
         "qualifiers": draw(st.sampled_from([{}, {"amount": 1.5e9, "currency": "USD"}]))}
    )  # fmt: skip
    header = {"record": "header", "form": "aigeo", "version": 1}
    return [header, source, *rows]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(lines())
def test_any_text_comes_back(embedded: Store, records: list[dict[str, Any]]):
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.jsonl"
        text = "".join(json.dumps(record) + "\n" for record in records)
        first.write_text(text, encoding="utf-8")
        emptied(embedded)
        (report,) = run(embedded, embedded.settings, [str(first)])
        assert not report.rejected, report
        before = {history: picture(embedded, history=history) for history in (True, False)}
        assert len(before[True]["nodes"]) > len(records) - 2
        for name, file in FORMS.items():
            export_to(embedded, name, Path(folder) / file)
        for name, file in FORMS.items():
            emptied(embedded)
            (report,) = run(embedded, embedded.settings, [str(Path(folder) / file)])
            assert not report.rejected, (name, report)
            assert picture(embedded, history=name in LOSSLESS) == before[name in LOSSLESS], name
