"""JSON lines of documents, in the form of extracted documents; what was extracted is ignored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from aigeo.articles.document import Document
from aigeo.articles.readers.decode import check_length
from aigeo.errors import DocumentError

_OPTIONAL = ("title", "published", "url", "author", "publisher", "language")


def read_json_lines(lines: Iterable[str], stem: str, path: object) -> Iterator[Document]:
    """One document a line with `text` and, where known, `id`, `title`, `published`, `url`, …

    Raises DocumentError with the line's number when it is not JSON or has no text.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DocumentError(f"line is not JSON: {error}", path=path, row=number) from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise DocumentError(
                "no text",
                path=path,
                row=number,
                field="text",
                hint='each line is {"id": …, "text": …}',
            )
        text = check_length(row["text"], f"{path}, row {number}")
        if not text.strip():
            raise DocumentError("the text is empty", path=path, row=number, field="text")
        known = {key: str(row[key]) for key in _OPTIONAL if row.get(key) is not None}
        yield Document(
            str(row.get("id") or f"{stem}-{number}"),
            text,
            title=known.get("title"),
            published=known.get("published"),
            url=known.get("url"),
            author=known.get("author"),
            publisher=known.get("publisher"),
            language=known.get("language"),
        )
