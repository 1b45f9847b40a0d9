"""Chromium for the tests: found, started with nothing of the user's, and listened to."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[3]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
).split()
READY = "html[data-ready]"


def chromium() -> str:
    """Give the path of a browser; fails, with what to do, where there is none."""
    done = subprocess.run(
        [str(ROOT / "scripts/find_chromium.sh")], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser with an empty profile of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield running
        finally:
            running.close()


class Explorer:
    """The page as a test sees it, with all that went wrong in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.faults: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._asked)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.url, "blob:", "data:")):
            self.elsewhere.append(request.url)

    def open(self, state: str = "") -> float:
        """Open the page with a state in its address; give the seconds until it is ready."""
        self.page.goto("about:blank")
        began = time.monotonic()
        self.page.goto(f"{self.url}/{'#' if state else ''}{state}")
        self.page.wait_for_selector(READY)
        return time.monotonic() - began

    def js(self, expression: str, argument: Any = None) -> Any:
        """Evaluate a function of the graph `cy`."""
        code = f"argument => {{ const cy = explorer.cy; return {expression}; }}"
        return self.page.evaluate(code, argument)

    def tap(self, id: str) -> None:
        """Click an entity or a fact on the canvas, once it is there: new paths clear it first."""
        until(lambda: self.js("cy.getElementById(argument).nonempty()", id))
        # Gives nothing back: what `emit` gives is the whole graph.
        self.page.evaluate("id => { explorer.cy.getElementById(id).emit('tap'); }", id)

    def ids(self) -> set[str]:
        """Give the ids of the entities on the canvas."""
        return set(self.js("cy.nodes().map(n => n.id())"))

    def shown_types(self) -> set[str]:
        """Give the relation types of the facts that can be seen."""
        return set(self.js("cy.edges(':visible').map(e => e.data('type'))"))

    def search(self, text: str) -> None:
        """Search, and take the first suggestion with the keyboard."""
        self.page.locator("#search-input").fill(text)
        self.page.wait_for_selector("#search-input-options li")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def address(self) -> str:
        """Give the address as the page has it now."""
        return str(self.page.evaluate("location.href"))

    def panel(self) -> str:
        """Give the text of the evidence panel."""
        return self.page.locator("#panel").inner_text()


def until(true: Callable[[], Any], seconds: float = 15) -> Any:
    """Wait until a call gives something true; give it."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
    return found
