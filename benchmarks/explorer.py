"""How the explorer feels: first view, and frames while 5,000 entities are dragged and zoomed.

    python -m benchmarks.explorer [--entities 5000] [--relations 10000]

A real `aigeo serve` application on loopback with a generated graph, in the chromium of the tests,
which draws without a graphics card. First view: the median of five openings of the page, from the
request to the drawn view. Frames: the time between two while a mouse drags the canvas or turns its
wheel for 60 steps, once the layout stands.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from aigeo.store import open_store
from aigeo.web import Options
from benchmarks.generated import stored
from tests.web.explorer.browser import Explorer, browser
from tests.web.serving import served

RECORD = """() => {
  window.frames_ = []; let last = performance.now(); window.recording = true;
  const step = now => { frames_.push(now - last); last = now;
    if (window.recording) requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
STEPS = 60


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=5000)
    options.add_argument("--relations", type=int, default=10_000)
    options.add_argument("--home", type=Path)
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = stored(arguments.home or Path(folder), arguments.entities, arguments.relations)
        with open_store(settings) as store, served(store, Options()) as url, browser() as chromium:
            context = chromium.new_context(viewport={"width": 1280, "height": 800})
            explorer = Explorer(context.new_page(), url)
            times = [explorer.open() for _ in range(5)]
            print(f"first view: {statistics.median(times):.2f} s (worst {max(times):.2f} s)")
            began = time.monotonic()
            explorer.page.get_by_label("Start from").select_option(str(arguments.entities))
            while (shown := explorer.js("cy.nodes().length")) < arguments.entities:
                if time.monotonic() - began > 120:
                    raise SystemExit(f"{shown} entities after two minutes")
                time.sleep(0.1)
            print(f"{shown} entities drawn in {time.monotonic() - began:.1f} s")
            time.sleep(8)  # the worker arranges
            for what in ("drag", "zoom"):
                frames = recorded(explorer, what)
                slow = statistics.quantiles(frames, n=20)[-1]
                print(f"{what}: median frame {statistics.median(frames):.0f} ms, "
                      f"95 % within {slow:.0f} ms, {len(frames)} frames")  # fmt: skip
            print(f"console: {explorer.faults or 'silent'}")
            context.close()


def recorded(explorer: Explorer, what: str) -> list[float]:
    mouse = explorer.page.mouse
    explorer.page.evaluate(RECORD)
    if what == "drag":
        # A corner of the canvas, where no entity lies.
        box = explorer.page.locator("#canvas").bounding_box()
        assert box is not None
        x, y = box["x"] + 8, box["y"] + box["height"] - 8
        mouse.move(x, y)
        mouse.down()
        for step in range(STEPS):
            mouse.move(x + 4 * (step % 30), y - 3 * (step % 30))
        mouse.up()
    else:
        for step in range(STEPS):
            mouse.wheel(0, -60 if step % 20 < 10 else 60)
    frames: list[float] = explorer.page.evaluate(
        "() => { window.recording = false; return frames_ }"
    )
    return frames[1:]


if __name__ == "__main__":
    main()
