"""RSS and Atom feeds by feedparser: one article an item."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from aigeo.articles.document import Document
from aigeo.articles.readers.decode import check_length
from aigeo.articles.readers.fragment import fragment_text
from aigeo.errors import DocumentError
from aigeo.model.ids import slug

_SUMMARY_ONLY = 600


def read_feed(data: bytes, stem: str, path: object) -> Iterator[Document]:
    """One document an item, with title, address, author, date, and the feed's title as publisher.

    An item of which the feed gives a summary alone is flagged `summary only`; all items of a feed
    that is not well-formed `malformed feed`. Raises DocumentError for what is no feed, for a feed
    without items, and for one that broke before its first item.
    """
    import feedparser

    # A stream, because feedparser takes bytes and text for file names and addresses first.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    broken = bool(feed.bozo) and not isinstance(
        feed.bozo_exception, feedparser.exceptions.CharacterEncodingOverride
    )
    if not feed.entries:
        if broken:
            raise DocumentError(
                f"the feed is not well-formed: {_reason(feed.bozo_exception)}",
                path=path, hint="fetch it again; an XML checker shows the place",
            )  # fmt: skip
        what = "the feed has no items" if feed.version else "this is no RSS or Atom feed"
        raise DocumentError(what, path=path)
    publisher = _line(feed.feed.get("title"))
    language = (feed.feed.get("language") or "")[:2].lower() or None
    found = 0
    for number, item in enumerate(feed.entries, 1):
        document = _document(item, f"{stem}-{number}", publisher, language, broken, path)
        if document is not None:
            found += 1
            yield document
    if found == 0:
        raise DocumentError("no item of the feed has text", path=path)


def _document(
    item: Mapping[str, Any],
    fallback: str,
    publisher: str | None,
    language: str | None,
    broken: bool,
    path: object,
) -> Document | None:
    contents = [c.get("value", "") for c in item.get("content", ())]
    body = max((fragment_text(c) for c in contents), key=len, default="")
    summary = fragment_text(item.get("summary", ""))
    text = body if len(body) >= len(summary) else summary
    title = _line(item.get("title"))
    if not text and not title:
        return None
    if title and not text.startswith(title):
        text = f"{title}\n{text}" if text else title
    when = item.get("published_parsed") or item.get("updated_parsed")
    flags = (
        *(("malformed feed",) if broken else ()),
        *(("summary only",) if not body and len(text) < _SUMMARY_ONLY else ()),
    )
    key = item.get("id") or item.get("link")
    source = item.get("source") or {}
    return Document(
        slug(key) if key else fallback,
        check_length(text, path),
        title=title,
        published=_date(when),
        url=item.get("link"),
        author=_line(item.get("author")),
        publisher=_line(source.get("title")) or publisher,
        language=language,
        flags=flags,
    )


def _date(when: Any) -> str | None:
    try:
        return date(*when[:3]).isoformat() if when else None
    except (TypeError, ValueError):
        return None


def _line(value: str | None) -> str | None:
    return " ".join(fragment_text(value).split()) or None if value else None


def _reason(error: Exception) -> str:
    line = getattr(error, "getLineNumber", None)
    message = getattr(error, "getMessage", None)
    if line is None or message is None:
        return str(error)
    return f"line {line()}: {message()}"
