from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.articles import read_documents
from aigeo.articles.readers.pdf import without_running
from aigeo.errors import DocumentError
from tests.articles.pdfs import pdf

BODY = [
    "The Department of Commerce added 28 entities to its list on Tuesday, a step that the com-",
    "panies called unfounded. Inspur, which builds servers, said that it would appeal the export-",
    "controlled designation, and that export-controlled goods had never reached the military of",
    "China.",
]


def report(n: int) -> list[str]:
    word = "abcdefghij"[n] * 3
    head = ["CONGRESSIONAL BRIEF 12", "Chips and Power", f"On {word} it was different."]
    tail = [f"Item {word} closed.", f"Nothing of {word} is left.", f"Page {n} of 9"]
    return [*head, *BODY, *tail]


def read(tmp_path, data: bytes):
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    return next(read_documents(path))


def test_running_lines_go_and_words_are_made_whole(tmp_path):
    document = read(tmp_path, pdf([report(n) for n in range(1, 10)], Title="A Brief", Author="Ann"))
    assert "CONGRESSIONAL BRIEF" not in document.text and "of 9" not in document.text
    assert "companies called unfounded" in document.text
    assert "appeal the export-controlled designation" in document.text
    assert "military of China.\nItem ddd closed." in document.text
    assert (document.title, document.author) == ("A Brief", "Ann")


def test_the_date_of_the_file_is_marked_as_such(tmp_path):
    document = read(tmp_path, pdf([BODY], CreationDate="D:20250304101112Z"))
    assert document.published == "2025-03-04" and "date of the file" in document.flags
    dated = read(tmp_path, pdf([["A Title", "March 6, 2025", *BODY]], CreationDate="D:20250304"))
    assert dated.published == "2025-03-06" and dated.flags == ()


def test_a_scan_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(DocumentError, match="pictures") as error:
        read(tmp_path, pdf([[], []]))
    assert "ocrmypdf" in (error.value.hint or "") and "brief.pdf" in error.value.message


def test_pages_without_text_are_flagged(tmp_path):
    document = read(tmp_path, pdf([BODY, [], [], BODY]))
    assert document.flags == ("no text on 2 pages",)


def test_a_damaged_file_is_told(tmp_path):
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, b"%PDF-1.4\n" + bytes(500))


def test_two_hundred_pages(tmp_path):
    words = [f"{a}{b}" for a in "bcdfghjklmnpqr" for b in ("ale", "ine", *"aeiouy", "ore", "und")]
    pages = [
        [
            "Yearbook",
            *(f"The {w} {x}." for x in "xyz"),
            *BODY * 10,
            *(f"A {w}.", f"No {w}."),
            str(n),
        ]
        for n, w in zip(range(200), words * 2, strict=False)
    ]
    document = read(tmp_path, pdf(pages))
    assert len(pages) == 200
    assert document.flags == ("long",)
    assert document.text.count("Inspur") > 1900 and "Yearbook" not in document.text


@settings(deadline=None)  # machines may be busy
@given(
    st.lists(
        st.lists(st.sampled_from(["Header", "a b", "c d", "e f", "7"]), max_size=9), max_size=9
    )
)
def test_nothing_is_invented_by_leaving_lines_out(pages):
    for before, after in zip(pages, without_running(pages), strict=True):
        rest = iter(before)
        assert all(line in rest for line in after)
