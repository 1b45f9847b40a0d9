"""One browser and one server for all tests of the explorer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from aigeo import load
from aigeo.store import Store
from aigeo.web import Options
from tests.conftest import emptied
from tests.queries.world import FOLDER
from tests.web.explorer.browser import Explorer, browser
from tests.web.serving import served
from tests.web.world import load_world

MARKUP = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script> & 'Co'"
COLUMNS = "kind,type,subject,object,name,start,end,status,negated,confidence,more".split(",")


@pytest.fixture(scope="package")
def _browser() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="package")
def url(_embedded: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The world, and a firm whose name is markup, behind a server."""
    load_world(emptied(_embedded))
    ledger = tmp_path_factory.mktemp("markup") / "ledger-m.csv"
    with ledger.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        firm = {"kind": "entity", "type": "Firm"}
        writer.writerow({**firm, "subject": "firm:markup", "name": MARKUP})
        writer.writerow({**firm, "subject": "firm:openai", "name": "OpenAI"})
        supplies = {"kind": "relation", "type": "SUPPLIES", "confidence": "0.4"}
        writer.writerow({**supplies, "subject": "firm:markup", "object": "firm:openai"})
    settings = replace(_embedded.settings, extra_loaders=(FOLDER,))
    (report,) = load.run(_embedded, settings, [str(ledger)], loader="world")
    assert not report.rejected
    with served(_embedded, Options()) as address:
        yield address
    emptied(_embedded)


@pytest.fixture
def explorer(_browser: Browser, url: str) -> Iterator[Explorer]:
    """A fresh page; fails a test in which the console or another server was heard of."""
    context = _browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", accept_downloads=True
    )
    page = Explorer(context.new_page(), url)
    yield page
    context.close()
    assert page.faults == []
    assert page.elsewhere == []
