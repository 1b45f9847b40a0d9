"""Takes the pictures of docs/how-to/explorer.md: `python scripts/explorer_screenshots.py`.

Loads the demonstration data into a temporary graph, serves it, and photographs the explorer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
).split()
PATH = "#from=ASML&to=Anthropic&hops=5"


def main() -> None:
    """Load, serve, photograph, stop."""
    chromium = subprocess.run(
        [str(ROOT / "scripts/find_chromium.sh")], check=True, capture_output=True, text=True
    ).stdout.strip()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        env = {k: v for k, v in os.environ.items() if not k.startswith("AIGEO_")}
        env["AIGEO_HOME"] = home
        aigeo = [sys.executable, "-m", "aigeo"]
        subprocess.run([*aigeo, "demo"], check=True, env=env, stdout=subprocess.DEVNULL)
        with subprocess.Popen([*aigeo, "serve", "--port", "0"], env=env) as server:
            try:
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                photograph(browser, address(Path(home)))
                browser.close()
            finally:
                server.terminate()


def address(home: Path) -> str:
    """Wait for the server's note of where it answers."""
    note = home / "serve.json"
    for _ in range(600):
        if note.exists() and note.read_text():
            return str(json.loads(note.read_text())["url"])
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def photograph(browser: Browser, url: str) -> None:
    """Take the three pictures."""
    page = browser.new_page(viewport={"width": 1360, "height": 820}, reduced_motion="reduce")
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    time.sleep(4)  # the notice of what was loaded fades
    page.screenshot(path=IMAGES / "explorer-overview.png")
    page.goto("about:blank")
    page.goto(f"{url}/{PATH}")
    page.wait_for_selector("html[data-ready]")
    fact = page.evaluate("explorer.cy.edges('.lit')[0].id()")
    page.evaluate("id => { explorer.cy.getElementById(id).emit('tap'); }", fact)
    page.wait_for_selector(".statement")
    page.evaluate("() => { explorer.cy.fit(explorer.cy.elements(':visible'), 60); }")
    time.sleep(4)
    page.screenshot(path=IMAGES / "explorer-path.png")
    phone = browser.new_page(
        viewport={"width": 390, "height": 780}, color_scheme="dark", reduced_motion="reduce"
    )
    phone.goto(f"{url}/{PATH}")
    phone.wait_for_selector("html[data-ready]")
    time.sleep(4)
    phone.screenshot(path=IMAGES / "explorer-phone.png")


if __name__ == "__main__":
    main()
