"""Paths as one HTML page that works without a network: drawing, list and evidence side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from aigeo.influence.picture.curve import WORDS
from aigeo.influence.picture.layout import Layout
from aigeo.influence.picture.svg import evidence, svg, text


def page(layout: Layout, paths: Sequence[Mapping[str, Any]], ends: Sequence[str] = ()) -> str:
    """Give the page as text.

    A click on an arrow shows its evidence, a click on a path dims the others. The page loads
    nothing, and its policy forbids that it could.
    """
    folder = resources.files("aigeo.influence.picture")
    template = folder.joinpath("page.html").read_text("utf-8")
    script = folder.joinpath("page.js").read_text("utf-8")
    facts = {arrow.hop["fact"]: evidence(arrow.hop) for arrow in layout.arrows}
    listed = "\n".join(_item(number, path) for number, path in enumerate(paths, 1))
    # "</script>" inside a text would end the data; so would a comment's start.
    data = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    parts = {
        "title": text(layout.title),
        "drawing": svg(layout, ends),
        "paths": listed,
        "facts": data,
        "script": script,
    }
    return "".join(parts.get(piece, piece) for piece in template.split("@@"))


def _item(number: int, path: Mapping[str, Any]) -> str:
    names = [path["hops"][0]["from_name"], *(hop["to_name"] for hop in path["hops"])]
    return (
        f'<li><button type="button" data-path="{number}">'
        f"<b>{path['score']:.3g}</b> {WORDS[path['sign']]}: "
        f"{text(' → '.join(names))}</button></li>"
    )
