from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.articles import read_documents
from aigeo.articles.readers.fragment import fragment_text
from aigeo.articles.readers.published import iso_date
from aigeo.errors import DocumentError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Chip Daily</title><language>en-us</language>
<item><title>Nvidia halts sales</title><link>https://chips.test/1</link>
<guid>chips-1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Wed, 02 Apr 2025 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Nvidia said it would stop selling the H20 to China.</p>
<script>alert(1)</script><p>Its shares &amp; options fell.</p>]]></content:encoded></item>
<item><title>ASML warns</title><link>https://chips.test/2</link>
<description>ASML warned of export rules.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lab Notes</title>
<entry><id>tag:lab.test,2025:9</id><title type="html">A &lt;b&gt;model&lt;/b&gt;</title>
<link href="https://lab.test/9"/><updated>2025-01-31T23:00:00-05:00</updated>
<author><name>B. Wu</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>DeepSeek released R1.</p></div>
</content></entry></feed>"""


def read(tmp_path, text: str, name: str = "news.rss"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read_documents(path))


def test_an_item_is_an_article(tmp_path):
    first, second = read(tmp_path, RSS)
    assert first.text == (
        "Nvidia halts sales\nNvidia said it would stop selling the H20 to China.\n"
        "Its shares & options fell."
    )
    assert (first.id, first.url, first.author) == ("chips-1", "https://chips.test/1", "Ann Lee")
    assert (first.published, first.publisher, first.language) == ("2025-04-02", "Chip Daily", "en")
    assert first.flags == () and second.flags == ("summary only",)


def test_atom(tmp_path):
    (entry,) = read(tmp_path, ATOM, "feed.xml")
    assert (entry.title, entry.author, entry.publisher) == ("A model", "B. Wu", "Lab Notes")
    assert entry.text.endswith("DeepSeek released R1.")
    assert entry.published == "2025-02-01"  # in universal time


def test_a_feed_is_told_by_its_content(tmp_path):
    assert len(read(tmp_path, RSS, "feed")) == 2


def test_a_malformed_feed_is_flagged_or_refused(tmp_path):
    found = read(tmp_path, RSS.replace("</channel></rss>", "<item><title>Cut"))
    assert found and all("malformed feed" in d.flags for d in found)
    with pytest.raises(DocumentError, match="not well-formed|no RSS or Atom"):
        read(tmp_path, "<rss><channel><title>x</channel")


def test_entities_are_not_expanded(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    found = read(tmp_path, RSS.replace("?>\n", f"?>\n{bomb}", 1).replace("Short.", "&b;&f;"))
    assert "haha" not in found[0].text


def test_a_feed_without_items(tmp_path):
    with pytest.raises(DocumentError, match="no items"):
        read(tmp_path, "<rss version='2.0'><channel><title>x</title></channel></rss>")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"), ("a &lt; b", "a < b"), ("<p>a</p><p>b<br>c</p>", "a\nb\nc"),
        ("<p>a <b>b</b>\n c</p>", "a b c"), ("<!-- x -->", ""), ("<figure>x</figure>y", "y"),
        ("<div>" * 200 + "deep", "deep"),
    ],
)  # fmt: skip
def test_fragments(markup, text):
    assert fragment_text(markup) == text


def test_markup_too_deep_for_a_page_does_no_harm():
    assert fragment_text("<p>top</p>" + "<div>" * 100_000 + "deep").startswith("top")


@settings(deadline=None)  # machines may be busy
@given(st.text(max_size=200))
def test_any_fragment_gives_text(markup):
    assert "\r" not in fragment_text(f"<p>{markup}</p>")


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-03-04T10:00:00Z", "2025-03-04"), ("2025-03", "2025-03"), ("2025", "2025"),
        ("20250304", "2025-03-04"), ("Tue, 4 Mar 2025 10:00:00 +0000", "2025-03-04"),
        (1741082400, "2025-03-04"), (1741082400000, "2025-03-04"), ("2025-13-01", None),
        ("yesterday", None), (None, None), (True, None), (-5, None), (1e300, None),
    ],
)  # fmt: skip
def test_dates(value, date):
    assert iso_date(value) == date


@settings(deadline=None)  # machines may be busy
@given(st.dates())
def test_iso_dates_stay(day):
    assert iso_date(day.isoformat()) == day.isoformat()
