"""Documents from files and from standard input, by their form."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigeo.articles.document import Document
from aigeo.articles.language import guess_language
from aigeo.articles.readers.decode import check_length, decode
from aigeo.articles.readers.feed import read_feed
from aigeo.articles.readers.html import read_html
from aigeo.articles.readers.jsonlines import read_json_lines
from aigeo.articles.readers.mail import read_mail
from aigeo.articles.readers.page_encoding import decode_page
from aigeo.articles.readers.pdf import read_pdf
from aigeo.articles.readers.plain import read_markdown, read_plain
from aigeo.articles.readers.sniff import form_of
from aigeo.articles.readers.warc import page_document, pages
from aigeo.errors import DocumentError
from aigeo.model.ids import slug

JSON_LINES = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN = frozenset({".md", ".markdown"})
MAIL = frozenset({".eml"})
FEED = frozenset({".rss", ".atom", ".xml", ".rdf"})
PDF = frozenset({".pdf"})
WARC = frozenset({".warc", ".warc.gz"})
PLAIN = frozenset({".txt", ".text", ""})
SUFFIXES = JSON_LINES | HTML | MARKDOWN | MAIL | FEED | PDF | WARC | PLAIN
LONG = 300_000
"""Characters (about 100 pages) above which a document is flagged `long`."""
_MAX_BYTES = 100_000_000

Report = Callable[[DocumentError], None]
"""Called with what is wrong with one document of a file that holds several."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: `fields` of JSON lines, and `url`, the address that a file came from.

    `report` hears of documents of an archive that cannot be read, while the others are; without
    it they raise.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    report: Report | None = None


def read_documents(path: Path | str, reading: Reading | None = None) -> Iterator[Document]:
    """Documents of one file; `-` reads standard input. Its form is told by suffix, else by content.

    Raises DocumentError when the file is missing, empty, binary, in another encoding than UTF-8
    (or UTF-16 with a byte order mark), too long, or holds no text.
    """
    how = Reading() if reading is None else reading
    if str(path) == "-":
        found = _by_content(sys.stdin.buffer.read(), "stdin", "standard input", how)
    else:
        found = _file(Path(path), how)
    origin = how.url or (str(path) if str(path) == "-" else str(Path(path).absolute()))
    for document in found:
        flags = (*document.flags, "long") if len(document.text) > LONG else document.flags
        language = document.language or guess_language(document.text)
        yield replace(document, origin=origin, flags=flags, language=language)


def _file(file: Path, how: Reading) -> Iterator[Document]:
    suffix = _suffix(file)
    stem = slug(file.stem) or "document"
    if suffix in JSON_LINES:
        yield from _json_file(file, stem, how)
    elif suffix in WARC:
        yield from _archive(file, slug(file.name.partition(".")[0]), how)
    else:
        data = _bytes(file)
        if suffix in HTML:
            yield _html(data, stem, file, how.url)
        elif suffix in MARKDOWN:
            yield read_markdown(check_length(decode(data, file), file), stem)
        elif suffix in MAIL:
            yield _mail(data, stem, file)
        elif suffix in PDF:
            yield _pdf(data, stem, file, how.url)
        elif suffix in FEED and form_of(data) != ".html":
            yield from read_feed(data, stem, file)
        elif suffix == ".txt":
            yield read_plain(check_length(decode(data, file), file), stem)
        else:
            yield from _by_content(data, stem, file, how)


def _suffix(file: Path) -> str:
    name = file.name.casefold()
    return ".warc.gz" if name.endswith(".warc.gz") else file.suffix.casefold()


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise DocumentError(
                f"{file.stat().st_size:,} bytes are more than one document may have", path=file,
                hint="split it, or give JSON lines with one document a line",
            )  # fmt: skip
        data = file.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=file) from error
    if not data.strip():
        raise DocumentError("the file is empty", path=file)
    return data


def _json_file(file: Path, stem: str, how: Reading) -> Iterator[Document]:
    try:
        if file.stat().st_size == 0:
            raise DocumentError("the file is empty", path=file)
        with file.open(encoding="utf-8-sig", newline="\n") as lines:
            yield from read_json_lines(lines, stem, file, how.fields)
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=file) from error
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8: {error.reason} at byte {error.start} of a block", path=file
        ) from error


def _by_content(data: bytes, stem: str, path: object, how: Reading) -> Iterator[Document]:
    form = form_of(data)
    if form == ".pdf":
        yield _pdf(data, stem, path, how.url)
    elif form == ".rss":
        yield from read_feed(data, stem, path)
    elif form == ".html":
        yield _html(data, stem, path, how.url)
    elif form == ".eml":
        yield _mail(data, stem, path)
    elif form == ".jsonl" and (how.fields or b'"text"' in data):
        yield from read_json_lines(decode(data, path).split("\n"), stem, path, how.fields)
    else:
        yield read_plain(check_length(decode(data, path), path), stem)


def _html(data: bytes, stem: str, path: object, url: str | None) -> Document:
    text = check_length(decode_page(data, path), path)
    try:
        document = read_html(text, stem)
    except DocumentError as error:
        raise DocumentError(
            error.message.removeprefix(f"{stem}: "), path=path, hint=error.hint
        ) from error
    return page_document(document, url) if url else document


def _mail(data: bytes, stem: str, path: object) -> Document:
    document = read_mail(data, stem, path)
    check_length(document.text, path)
    return document


def _pdf(data: bytes, stem: str, path: object, url: str | None) -> Document:
    document = read_pdf(data, stem, path)
    check_length(document.text, path)
    return replace(document, url=url)


def _archive(file: Path, stem: str, how: Reading) -> Iterator[Document]:
    for number, (url, kind, body) in enumerate(pages(file), 1):
        try:
            if isinstance(body, DocumentError):
                raise body
            if kind in ("text/html", "application/xhtml+xml"):
                yield _html(body, slug(url) if url else f"{stem}-{number}", url or file, url)
            elif kind == "application/pdf":
                yield _pdf(body, slug(url) if url else f"{stem}-{number}", url or file, url)
        except DocumentError as error:
            if how.report is None:
                raise
            how.report(error)
