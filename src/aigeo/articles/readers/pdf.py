"""PDF files by pypdfium2: running lines taken out, lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from aigeo.articles.document import Document
from aigeo.articles.readers.plain import read_plain
from aigeo.errors import DocumentError

MAX_PAGES = 3000
_EDGE = 3
"""Lines at the top and the bottom of a page that can be running ones."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*", re.I
)
_BROKEN = re.compile(r"[\u00ad\ufffe\x02](?:\r?\n)?")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"\s*(?:[•▪‣·–—*]|\(?[a-z0-9]{1,3}[.)])\s", re.I)
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(data: bytes, document_id: str, path: object) -> Document:
    """The text of a PDF; title, author and date from its first page and its own metadata.

    Flags: `no text on N pages` (pictures of text), `date of the file` where only the day on which
    the file was made is known. Raises DocumentError for a damaged or locked file, and for one
    without any text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(io.BytesIO(data))
        pages = _page_lines(pdf, path)
        known = pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        raise DocumentError(
            "the PDF is locked with a password" if locked else f"the PDF is damaged: {error}",
            path=path, hint="save an unlocked copy" if locked else "fetch it again",
        ) from error  # fmt: skip
    blank = sum(not any(page) for page in pages)
    text = "\n".join(_paragraphs([line for page in without_running(pages) for line in page]))
    if len(text.strip()) < 40:
        raise DocumentError(
            f"no text on its {len(pages)} pages: they are pictures (a scan)",
            path=path, hint="run it through text recognition first, for example ocrmypdf IN OUT",
        )  # fmt: skip
    first = read_plain(text, document_id)
    made = _CREATED.match(known.get("CreationDate", ""))
    flags = []
    if blank > max(1, len(pages) // 10):
        flags.append(f"no text on {blank} pages")
    if first.published is None and made:
        flags.append("date of the file")
    return Document(
        document_id,
        text,
        title=known.get("Title", "").strip() or first.title,
        published=first.published or (made and "-".join(made.groups())) or None,
        author=known.get("Author", "").strip() or None,
        flags=tuple(flags),
    )


def _page_lines(pdf: object, path: object) -> list[list[str]]:
    count = len(pdf)  # type: ignore[arg-type]
    if count > MAX_PAGES:
        raise DocumentError(
            f"{count:,} pages are more than one document may have ({MAX_PAGES:,})",
            path=path, hint="split it into its parts",
        )  # fmt: skip
    out = []
    for number in range(count):
        page = pdf[number]  # type: ignore[index]
        words = page.get_textpage()
        # PDFium puts a control character for a hyphen and the line's end that it takes for a break.
        text = _BROKEN.sub("-\n", words.get_text_bounded())
        out.append([" ".join(line.split()) for line in text.splitlines()])
        words.close()
        page.close()
    return out


def without_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without headers, footers and page numbers.

    A line among the first or last three of a page is a running one when, numbers aside, it
    stands so on at least three pages and on a third of them, or is a page number.
    """
    filled = [[line for line in page if line] for page in pages]
    seen: Counter[str] = Counter()
    for page in filled:
        seen.update({_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    least = max(3, len(filled) / 3)
    running = {shape for shape, n in seen.items() if n >= least}
    return [_trimmed(page, running, len(filled) > 1) for page in filled]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.casefold())


def _trimmed(page: list[str], running: set[str], numbered: bool) -> list[str]:
    def drop(line: str) -> bool:
        return _shape(line) in running or (numbered and _PAGE_NUMBER.fullmatch(line) is not None)

    top = [line for line in page[:_EDGE] if not drop(line)]
    if len(page) <= _EDGE:
        return top
    rest = page[_EDGE:]
    return [*top, *rest[:-_EDGE], *(line for line in rest[-_EDGE:] if not drop(line))]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines joined where the sentence runs on, words that a line's end had broken made whole."""
    width = median([len(line) for line in lines if len(line) > 30] or [60])
    words = {word for line in lines for word in _WORD.findall(line.casefold())}
    out: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and not _BULLET.match(line):
            out[-1] = _joined(out[-1], line, words)
        else:
            out.append(line)
        short, ended = len(line) < 0.6 * width, _SENTENCE_END.search(line) is not None
        heading = short and not ended and not _runs_on(line)
        runs_on = not heading and not (ended and len(line) < 0.8 * width)
    return out


def _joined(before: str, line: str, words: set[str]) -> str:
    """Two lines as one. A hyphen between them is dropped, unless what follows is a capital or a
    number, or the rest of the document writes the word with it ("export-controlled")."""
    if not _HYPHEN.search(before):
        return f"{before} {line}"
    head, tail = _WORD.findall(before[:-1].casefold())[-1:], _WORD.findall(line.casefold())[:1]
    whole = "-".join((*head, *tail))
    written = whole in words and whole.replace("-", "") not in words
    if not line[:1].islower() or written:
        return f"{before[:-1]}-{line}"
    return before[:-1] + line


def _runs_on(line: str) -> bool:
    """Whether a short line is surely no heading: it ends in a comma, a hyphen or a small word."""
    last = line.rpartition(" ")[2]
    return line.endswith((",", "-", "\u2010")) or last in {"the", "a", "of", "and", "to", "in"}
