from __future__ import annotations

import io
import json

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from aigeo.articles import Reading, read_documents
from aigeo.errors import DocumentError, UsageError
from tests.articles.pdfs import pdf
from tests.articles.test_read import PAGE, PARAGRAPHS, write
from tests.articles.test_read_pdf import BODY

WALL = "<html><body><p>Accept all cookies</p></body></html>"


def archive(path, records, gzip: bool = True):
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=gzip)
        for url, status, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)
    return path


PAGES = [
    ("https://a.test/x", "200 OK", "text/html; charset=utf-8", PAGE.format(PARAGRAPHS).encode()),
    ("https://a.test/wall", "200 OK", "text/html", WALL.encode()),
    ("https://a.test/gone", "404 Not Found", "text/html", PAGE.format(PARAGRAPHS).encode()),
    ("https://a.test/p.pdf", "200 OK", "application/pdf", pdf([BODY])),
    ("https://a.test/i.png", "200 OK", "image/png", b"\x89PNG"),
]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_pages_of_a_web_archive(tmp_path, name):
    path = archive(tmp_path / name, PAGES, gzip=name.endswith("gz"))
    failures: list[DocumentError] = []
    page, paper = read_documents(path, Reading(report=failures.append))
    assert page.url == "https://wire.test/chips"  # its canonical address
    assert (paper.url, paper.id) == ("https://a.test/p.pdf", "https-a-test-p-pdf")
    assert [f.path for f in failures] == ["https://a.test/wall"]


def test_a_cut_web_archive_is_told(tmp_path):
    path = archive(tmp_path / "pages.warc.gz", PAGES)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DocumentError, match="breaks off|no web archive"):
        list(read_documents(path, Reading(report=lambda _: None)))
    path.write_bytes(b"this is no archive at all, whatever it is called")
    with pytest.raises(DocumentError, match="web archive"):
        list(read_documents(path))


ROW = {
    "meta": {"headline": "Chips", "when": "2025-03-04T10:00:00Z", "by": [{"name": "A"}, "B"]},
    "story": "<p>Nvidia sold chips.</p>",
}


def test_json_lines_with_other_fields(tmp_path):
    path = write(tmp_path, "in.jsonl", json.dumps(ROW))
    fields = {
        "text": "story",
        "title": "meta.headline",
        "published": "meta.when",
        "author": "meta.by",
    }
    (document,) = read_documents(path, Reading(fields))
    assert (document.text, document.title) == ("Nvidia sold chips.", "Chips")
    assert (document.published, document.author) == ("2025-03-04", "A, B")


def test_usual_names_need_no_mapping(tmp_path):
    row = {"body": "Nvidia sold chips.", "headline": "Chips", "date": "2025-03-04", "lang": "en-US"}
    (document,) = read_documents(write(tmp_path, "in.jsonl", json.dumps(row)))
    assert (document.title, document.published, document.language) == ("Chips", "2025-03-04", "en")


def test_wrong_mappings_are_told(tmp_path):
    path = write(tmp_path, "in.jsonl", json.dumps(ROW))
    with pytest.raises(DocumentError, match="field 'nothing'"):
        list(read_documents(path, Reading({"text": "nothing"})))
    with pytest.raises(UsageError, match="no field 'headline'"):
        list(read_documents(path, Reading({"headline": "title"})))


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "gb2312"])
def test_pages_in_their_declared_encoding(tmp_path, charset):
    word = "价格" if charset == "gb2312" else "Größe"
    page = PAGE.replace("<head>", f'<head><meta charset="{charset}">').format(
        PARAGRAPHS
        + f"<p>The {word} of the order, at which analysts had wondered, was not told.</p>"
    )
    (document,) = read_documents(write(tmp_path, "p.html", page.encode(charset)))
    assert word in document.text and document.language == "en"


def test_a_page_that_sells_the_rest_is_flagged(tmp_path):
    locked = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script></head>'
    page = PAGE.format(PARAGRAPHS[:700]).replace("</head>", locked)
    (document,) = read_documents(write(tmp_path, "p.html", page))
    assert "paywall" in document.flags


def test_mail_in_html(tmp_path):
    mail = (
        "From: Chip Weekly <news@chips.test>\r\nSubject: Chips\r\nContent-Type: text/html\r\n\r\n"
        "<p>Nvidia sold chips.</p><p>AMD did, too.</p>\r\n"
    )
    (document,) = read_documents(write(tmp_path, "m.eml", mail))
    assert document.text == "Nvidia sold chips.\nAMD did, too."
    assert (document.author, document.publisher) == ("Chip Weekly", "chips.test")
