"""Paths as an SVG drawing; no text of a source becomes markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from aigeo.influence.picture.curve import COLOURS, DASHES, WORDS, curve
from aigeo.influence.picture.layout import BOX_WIDTH, LINE_HEIGHT, Arrow, Box, Layout

STYLE = (
    "text{font:12px 'DejaVu Sans',Arial,'Noto Sans CJK SC',sans-serif;fill:#202124}"
    ".title{font-size:15px;font-weight:bold}.type{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".box{fill:#f6f8fb;stroke:#5b6b82}.end{fill:#e3ecfa;stroke:#1f4e96;stroke-width:1.6}"
    ".arrow{fill:none}"
)
# What XML 1.0 does not allow at all, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(layout: Layout, ends: Sequence[str] = ()) -> str:
    """Give the drawing as text; `ends` are the ids that the question names.

    Each arrow is a group with `data-fact` and `data-paths`, and a title with its evidence.
    """
    size = f'width="{layout.width:.0f}" height="{layout.height:.0f}"'
    view = f'viewBox="0 0 {layout.width:.0f} {layout.height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" '
        f'aria-label="{text(layout.title)}">',
        f"<style>{STYLE}</style>",
        "<defs>",
        *(_head(sign) for sign in COLOURS),
        "</defs>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text class="title" x="24" y="28">{text(layout.title)}</text>',
        *(_arrow(arrow) for arrow in layout.arrows),
        *(_box(box, box.id in ends) for box in layout.boxes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def text(value: object) -> str:
    """Give text safe inside XML and its attributes."""
    return escape(_FORBIDDEN.sub("\ufffd", str(value)), quote=True)


def evidence(hop: Mapping[str, Any]) -> str:
    """Give what a fact says and where it stands, as lines of text."""
    ends = (hop["from_name"], hop["to_name"])
    subject, object_ = ends if hop["direction"] == "along" else ends[::-1]
    item = f" ({hop['item_name']})" if hop.get("item_name") else ""
    lines = [f"{subject} -[{hop['type']}]-> {object_}{item}", f"“{hop['quote']}”"]
    sources = "; ".join(hop["source_titles"] or hop["sources"])
    began = hop["start"] or hop.get("published")
    sure = "" if hop["confidence"] is None else f"confidence {hop['confidence']:.2g}"
    said = [sources, began, sure, WORDS[hop["sign"]]]
    return "\n".join([*lines, ", ".join(word for word in said if word)])


def _head(sign: int) -> str:
    return (
        f'<marker id="head{sign}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse">'
        f'<path d="M0 0L8 4L0 8z" fill="{COLOURS[sign]}"/></marker>'
    )


def _arrow(arrow: Arrow) -> str:
    sign = arrow.hop["sign"]
    line = curve(arrow)
    start, *others = (f"{x:.1f} {y:.1f}" for x, y in line.points)
    width = 1.2 + 2.4 * float(arrow.hop.get("strength") or 0.5)
    dash = f' stroke-dasharray="{" ".join(f"{n:g}" for n in DASHES[sign])}"' if DASHES[sign] else ""
    numbers = " ".join(str(n) for n in arrow.paths)
    return (
        f'<g data-fact="{text(arrow.hop["fact"])}" data-paths="{numbers}">'
        f"<title>{text(evidence(arrow.hop))}</title>"
        f'<path class="arrow" d="M{start}C{",".join(others)}" stroke="{COLOURS[sign]}" '
        f'stroke-width="{width:.1f}"{dash} marker-end="url(#head{sign})"/>'
        f'<text class="type" text-anchor="middle" x="{line.label[0]:.1f}" y="{line.label[1]:.1f}" '
        f'style="fill:{COLOURS[sign]}">{text(arrow.hop["type"])}</text></g>'
    )


def _box(box: Box, named: bool) -> str:
    left, top = box.x - BOX_WIDTH / 2, box.y - box.height / 2
    first = box.y - (len(box.lines) - 1) * LINE_HEIGHT / 2 + 4
    lines = "".join(
        f'<text text-anchor="middle" x="{box.x:.1f}" y="{first + n * LINE_HEIGHT:.1f}">'
        f"{text(line)}</text>"
        for n, line in enumerate(box.lines)
    )
    kind = "box end" if named else "box"
    return (
        f'<g data-entity="{text(box.id)}"><title>{text(box.id)}</title>'
        f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{BOX_WIDTH}" '
        f'height="{box.height:.1f}" rx="6"/>{lines}</g>'
    )
