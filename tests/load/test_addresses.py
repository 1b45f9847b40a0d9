"""Articles by address and from standard input."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from aigeo.load import inputs
from aigeo.load.fetch import Fetched
from aigeo.store import Store
from tests.load.sources import facts
from tests.load.test_texts import FEED, load

PAGE = (
    "<html lang=en><head><title>A denial</title></head><body><article><h1>A denial</h1>"
    + "<p>San Francisco-based Anthropic denied Chinese companies access to its latest models, and "
    "told reporters at length why it had come to think that this was the right thing to do.</p>"
    * 3
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("denial", PAGE, "article:wire-test-2026-denial"),
        ("feed", FEED.format(""), "article:chips-test-1"),
    ],
)
def test_what_an_address_gives_is_known_by_its_content(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, source: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    # Only the download is left out; it has tests of its own.
    monkeypatch.setattr(inputs, "fetch", lambda settings, url: Fetched(path, url, fresh=True))
    (report,) = load(store, "https://www.wire.test/2026/denial")
    assert report.source == source
    (node,) = store.read("MATCH (s:Source) RETURN s.url AS url, s.language AS language")
    assert node["url"].startswith("https://") and node["language"] == "en"


def test_a_feed_on_standard_input(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FEED.format("").encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (report,) = load(store, Path("-"))
    assert report.source == "article:chips-test-1" and facts(store)
