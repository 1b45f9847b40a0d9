"""Text of a piece of HTML that is an article already, such as the content of a feed's item."""

from __future__ import annotations

import re

from lxml import html

_BREAKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 li ul ol blockquote tr table section article header footer figure "
    "figcaption pre hr".split()
)
_SILENT = ("script", "style", "noscript", "template", "iframe", "figure")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")


def fragment_text(markup: str) -> str:
    """The text, one block element a line; scripts, styles and figures are left out."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (html.etree.ParserError, ValueError):  # nothing but comments, or control characters
        return ""
    for element in tree.xpath("//" + " | //".join(_SILENT)):
        element.drop_tree()
    pieces: list[str] = []
    _collect(tree, pieces)
    return _LINES.sub("\n", _SPACE.sub(" ", "".join(pieces))).strip()


def _collect(tree: html.HtmlElement, pieces: list[str]) -> None:
    # Walked by events, because hostile markup nests deeper than Python's stack.
    for event, element in html.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        block = isinstance(element.tag, str) and element.tag in _BREAKS
        if event == "start":
            pieces.append("\n" if block else "")
            pieces.append(_flat(element.text))
            continue
        if block:
            pieces.append("\n")
        if element is not tree:
            pieces.append(_flat(element.tail))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
