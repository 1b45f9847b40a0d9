from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles import read_documents
from aigeo.articles.readers.decode import decode
from aigeo.errors import DocumentError


def write(tmp_path, name: str, data: bytes | str):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_plain_text_is_kept_byte_for_byte(tmp_path):
    text = "A Title\r\n\r\nFirst line.\tTab…\n"
    (document,) = read_documents(write(tmp_path, "My Story.txt", text))
    assert document.text == text
    assert (document.id, document.title) == ("my-story", "A Title")


def test_date_line_of_a_plain_text(tmp_path):
    (document,) = read_documents(write(tmp_path, "a.txt", "Title\nMarch 5, 2025\nText."))
    assert document.published == "2025-03-05"


def test_markdown_front_matter_and_heading(tmp_path):
    text = (
        "---\ntitle: Chips\ndate: 2025-02-03\nauthor: A. B.\nurl: https://x.test/a\n---\n"
        "# Other\nText."
    )
    (document,) = read_documents(write(tmp_path, "a.md", text))
    assert document.text == text
    assert (document.title, document.published, document.author) == ("Chips", "2025-02-03", "A. B.")
    (plain,) = read_documents(write(tmp_path, "b.md", "# The Heading #\n\nText."))
    assert plain.title == "The Heading"


def test_broken_front_matter_is_named(tmp_path):
    with pytest.raises(DocumentError, match="front matter"):
        list(read_documents(write(tmp_path, "a.md", "---\ntitle: [\n---\nText.")))


PAGE = """<html lang="en"><head><title>Chips</title>
<meta property="og:site_name" content="The Wire">
<meta name="author" content="Ann Lee"><link rel="canonical" href="https://wire.test/chips">
<meta property="article:published_time" content="2025-04-02T10:00:00Z"></head>
<body><nav>Menu Home</nav>
<article><h1>Chips</h1>{}</article></body></html>"""
PARAGRAPHS = "".join(
    f"<p>Nvidia said on Tuesday, in note {n}, that it would stop selling some processors to "
    f"customers in China "
    "because the Commerce Department had asked it to apply for a licence first.</p>"
    for n in range(6)
)


def test_html_page(tmp_path):
    (document,) = read_documents(write(tmp_path, "p.html", PAGE.format(PARAGRAPHS)))
    assert "stop selling some processors" in document.text and "Menu" not in document.text
    assert (document.title, document.published) == ("Chips", "2025-04-02")
    assert (document.url, document.author) == ("https://wire.test/chips", "Ann Lee")
    assert document.flags == ()


def test_truncated_page_is_flagged(tmp_path):
    page = PAGE.format(PARAGRAPHS)
    (document,) = read_documents(write(tmp_path, "p.html", page[: page.index("note 4")]))
    assert "truncated" in document.flags and "note 2" in document.text


def test_paywall(tmp_path):
    wall = "<p>Subscribe to continue reading this article, already a subscriber? Log in.</p>"
    (document,) = read_documents(write(tmp_path, "p.html", PAGE.format(PARAGRAPHS[:400] + wall)))
    assert "paywall" in document.flags
    with pytest.raises(DocumentError, match="wall"):
        list(
            read_documents(
                write(tmp_path, "q.html", "<html><body><p>Accept all cookies</p></body></html>")
            )
        )


def test_json_lines(tmp_path):
    rows = [{"id": "a", "text": "One.", "entities": [1], "published": "2025"}, {"text": "Two."}]
    path = write(tmp_path, "in.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    first, second = read_documents(path)
    assert (first.id, first.text, first.published) == ("a", "One.", "2025")
    assert second.id == "in-2"


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "not JSON"), ('{"id": "a"}', "no text"), ("[1]", "no text"), ('{"text": " "}', "empty")],
)
def test_bad_json_line_is_named(tmp_path, line, message):
    path = write(tmp_path, "in.jsonl", '{"text": "fine"}\n' + line)
    with pytest.raises(DocumentError, match=message) as error:
        list(read_documents(path))
    assert "row 2" in error.value.message


def test_mail(tmp_path):
    mail = (
        "From: Ann <ann@x.test>\r\nSubject: Chips\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nNvidia sold chips.\r\n"
    )
    (document,) = read_documents(write(tmp_path, "m.eml", mail))
    assert (document.title, document.published) == ("Chips", "2025-03-04")
    assert "Nvidia sold chips." in document.text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", "Café au lait".encode("latin-1"), "offset 3"),
        ("a.txt", b"\xff\xfea\x00b", "utf-16"),
    ],
)
def test_unreadable_files(tmp_path, name, data, message):
    with pytest.raises(DocumentError, match=message) as error:
        list(read_documents(write(tmp_path, name, data)))
    assert name in error.value.message


def test_missing_file(tmp_path):
    with pytest.raises(DocumentError, match="cannot be read"):
        list(read_documents(tmp_path / "none.txt"))


def test_wrong_encoding_has_a_hint(tmp_path):
    with pytest.raises(DocumentError) as error:
        list(read_documents(write(tmp_path, "a.txt", "Größe".encode("cp1252"))))
    assert "iconv" in (error.value.hint or "")


def test_utf16_with_a_mark_is_read(tmp_path):
    (document,) = read_documents(write(tmp_path, "a.txt", "Nvidia sold chips.".encode("utf-16")))
    assert document.text == "Nvidia sold chips."


def test_fifty_megabytes_on_one_line_end_at_once(tmp_path):
    path = write(tmp_path, "a.txt", b"chips " * 8_700_000)
    with pytest.raises(DocumentError, match="more than one document") as error:
        list(read_documents(path))
    assert "split" in (error.value.hint or "")


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        ('{"id": "x", "text": "A."}\n{"id": "y", "text": "B."}\n', ["x", "y"]),
        ("Only text.", ["stdin"]),
        (PAGE.format(PARAGRAPHS), ["stdin"]),
    ],
)
def test_standard_input_by_its_form(monkeypatch, data, ids):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    documents = list(read_documents("-"))
    assert [d.id for d in documents] == ids
    assert "<p>" not in documents[0].text


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\x00" not in t))
def test_decode_gives_back_utf8(text):
    data = text.encode("utf-8")
    if data.startswith(
        (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF", b"PK\x03\x04", b"GIF8")
    ):
        return
    try:
        assert decode(data, "x") == text
    except DocumentError as error:
        assert "binary" in error.message
