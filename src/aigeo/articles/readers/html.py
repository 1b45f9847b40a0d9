"""Web pages: body text and metadata by trafilatura, which asks htmldate for the date."""

from __future__ import annotations

import re

from aigeo.articles.document import Document
from aigeo.errors import DocumentError

_WALL = re.compile(
    r"subscribe to (?:continue|read|unlock)|subscribers only|already a subscriber|continue "
    r"reading (?:with|your)|"
    r"sign in to (?:continue|read)|create a free account to|this article is for (?:paying "
    r")?(?:subscribers|members)|"
    r"to continue reading|unlock this article|remaining free article",
    re.I,
)
_COOKIES = re.compile(
    r"\b(?:we (?:and our partners )?use cookies|accept all cookies|cookie (?:policy|settings|"
    r"consent))\b",
    re.I,
)
_SHORT = 1500


def read_html(text: str, document_id: str) -> Document:
    """The article of a page; flags `truncated`, `paywall`, `cookie wall` where its looks say so.

    Raises DocumentError when the page has no article text.
    """
    from trafilatura import bare_extraction  # it takes a while to import

    cut = "</html" not in text[-20_000:].casefold() and "<html" in text[:20_000].casefold()
    found = bare_extraction(text, with_metadata=True, include_comments=False, favor_precision=False)
    if isinstance(found, dict):
        raise TypeError("trafilatura gave a dict although a document was asked for")
    body = (found.text or "").strip() if found is not None else ""
    walled = _WALL.search(body) or (len(body) < _SHORT and _WALL.search(text))
    if found is None or len(body) < 40:
        wall = _WALL.search(text) or _COOKIES.search(text)
        what = "nothing but a cookie or subscription wall" if wall else "no article text"
        raise DocumentError(
            f"{document_id}: the page has {what}" + (" (it ends before </html>)" if cut else ""),
            hint="save the page from a browser that shows the article",
        )
    flags = [name for name, on in (
        ("truncated", cut),
        ("paywall", walled is not None and bool(walled)),
        ("cookie wall", len(body) < _SHORT and _COOKIES.search(body) is not None),
    ) if on]  # fmt: skip
    return Document(
        document_id,
        body,
        title=found.title,
        published=found.date,
        url=found.url,
        author=found.author,
        publisher=found.sitename or found.hostname,
        language=found.language,
        flags=tuple(flags),
    )
