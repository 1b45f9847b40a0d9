"""Web archives (WARC, ISO 28500) by warcio: each page that was fetched is a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aigeo.articles.document import Document
from aigeo.errors import DocumentError

MAX_PAGE = 20_000_000
"""Bytes of one record that are read, after decompression; longer ones are reported."""


def pages(file: Path) -> Iterator[tuple[str, str, bytes | DocumentError]]:
    """(address, content type, body) of each answer with status 200.

    The body is a DocumentError for a record that is too long. Raises DocumentError for a file
    that is no WARC or ends in the middle of a record.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        with file.open("rb") as raw:
            for record in ArchiveIterator(raw):
                if record.format != "warc":  # warcio takes anything else for the older ARC form
                    break
                number += 1
                if record.rec_type == "response" and _status(record) == "200":
                    url = record.rec_headers.get_header("WARC-Target-URI") or ""
                    kind = record.http_headers.get_header("Content-Type") or ""
                    yield url.strip("<>"), kind.partition(";")[0].strip().lower(), _body(record)
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        raise DocumentError(
            f"the web archive breaks off or is damaged after {number} records: {error}", path=file
        ) from error
    if number == 0:
        raise DocumentError("this is no web archive, or an empty one", path=file)


def _status(record: Any) -> str | None:
    return None if record.http_headers is None else record.http_headers.get_statuscode()


def _body(record: Any) -> bytes | DocumentError:
    data: bytes = record.content_stream().read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        return DocumentError(f"the page is over {MAX_PAGE // 1_000_000} MB")
    return data


def page_document(document: Document, url: str) -> Document:
    """The document with the address that the archive gives where the page names none itself."""
    from dataclasses import replace

    return document if document.url else replace(document, url=url or None)
