"""Articles as sources: each document one, its facts quoted word by word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles import Document
from aigeo.errors import AigeoError
from aigeo.load import remove_source, run
from aigeo.load.texts import number_of, source_id
from aigeo.store import Store
from tests.load.sources import facts, snapshot

TEXT = (
    "Chip rules tighten\n"
    "The U.S. government has restricted the export of advanced AI chips to China. "
    "San Francisco-based Anthropic denied Chinese companies access to its latest models.\n"
    "Baidu, Alibaba, and Tencent are short of hardware because of U.S. trade sanctions.\n"
)

RETOLD = (
    "Sanctions bite in Hangzhou and Shenzhen\n"
    "Engineers there queue for processors that nobody may sell to them any longer.\n"
    "Baidu and Alibaba are short of hardware because of U.S. trade sanctions.\n"
)


def load(store: Store, *paths: Path, **options: object) -> list:  # type: ignore[type-arg]
    return run(store, store.settings, [str(p) for p in paths], **options)  # type: ignore[arg-type]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "chip-rules.txt"
    path.write_text(TEXT)
    return path


def test_facts_of_an_article_are_quoted_exactly(store: Store, article: Path) -> None:
    (report,) = load(store, article)
    assert report.source == "article:chip-rules"
    rows = store.read(
        "MATCH (s:Statement)-[:FROM]->(:Source {id: 'article:chip-rules'}) "
        "RETURN s.quote AS quote, s.start_char AS start, s.end_char AS end"
    )
    assert len(rows) == report.added > 10
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in rows)
    (edge,) = store.read("MATCH (:Government {id: 'gov:us'})-[r:RESTRICTS]->(:Chip) RETURN r")
    assert edge["r"]["destination"] == "cc:cn"
    assert edge["r"]["quote"] in TEXT
    assert edge["r"]["source_titles"] == ["Chip rules tighten"]


def test_a_government_belongs_to_its_country(store: Store, article: Path) -> None:
    load(store, article)
    assert ("United States Government", "PART_OF", "United States") in [
        (a.replace("U.S. government", "United States Government"), t, b) for a, t, b in facts(store)
    ]


def test_leverage_runs_between_a_government_and_its_country(store: Store, article: Path) -> None:
    load(store, article)
    (edge,) = store.read(
        "MATCH (:Government {id: 'gov:us'})-[r:PART_OF]->(:Country {id: 'cc:us'}) "
        "RETURN r.influence AS influence, r.kind AS kind"
    )
    assert edge == {"influence": "both", "kind": "government"}


def test_loading_twice_changes_nothing_and_reads_nothing(store: Store, article: Path) -> None:
    load(store, article)
    before = snapshot(store)
    (report,) = load(store, article)
    assert report.unchanged
    assert snapshot(store) == before


def test_an_edited_article_replaces_its_facts(store: Store, article: Path) -> None:
    load(store, article)
    assert "Tencent" in {name for fact in facts(store) for name in fact}
    article.write_text(TEXT.replace(", and Tencent", "").replace("Baidu,", "Baidu and"))
    (report,) = load(store, article)
    assert report.withdrawn or report.changed
    assert "Tencent" not in {name for fact in facts(store) for name in fact}
    assert store.read("MATCH (s:Source) RETURN count(s) AS n") == [{"n": 1}]


def test_two_articles_of_one_name_are_two_sources(store: Store, article: Path) -> None:
    other = article.parent / "b" / article.name
    other.parent.mkdir()
    other.write_text(TEXT.replace("Anthropic", "OpenAI"))
    load(store, article)
    load(store, other)
    sources = [row["id"] for row in store.read("MATCH (s:Source) RETURN s.id AS id ORDER BY id")]
    assert len(sources) == 2
    assert all(source.startswith("article:chip-rules") for source in sources)
    names = {name for fact in facts(store) for name in fact}
    assert {"Anthropic", "OpenAI"} <= names


def test_two_articles_confirm_a_fact(store: Store, article: Path) -> None:
    load(store, article)
    (one,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    other = article.parent / "again.txt"
    other.write_text(RETOLD)
    load(store, other)
    (two,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    assert two["r"]["source_count"] == 2
    assert two["r"]["confidence"] == pytest.approx(1 - (1 - one["r"]["confidence"]) ** 2, abs=1e-5)
    remove_source(store, "article:again")
    (back,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    assert {k: v for k, v in back["r"].items() if k[0] != "_"} == {
        k: v for k, v in one["r"].items() if k[0] != "_"
    }


LONG = "".join(f"Clause {n} of the order of {n + 11} June stands as it was. " for n in range(12))


def test_a_copy_from_another_address_is_the_same_story(store: Store, article: Path) -> None:
    article.write_text(TEXT + LONG)
    load(store, article)
    (one,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    copy = article.parent / "copy.txt"
    copy.write_text("From our wire\n" + (TEXT + LONG).replace("rules tighten", "rules get tighter"))
    (report,) = load(store, copy)
    assert any("same story as article:chip-rules" in w for w in report.warnings)
    (two,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    assert two["r"]["source_count"] == 2
    assert two["r"]["confidence"] == pytest.approx(one["r"]["confidence"], abs=0.05)
    copy.write_text("Baidu and Alibaba are short of hardware because of U.S. trade sanctions.\n")
    load(store, copy)  # corrected into an article of its own
    (apart,) = store.read("MATCH (:Policy)-[r:TARGETS]->(:Firm {name: 'Baidu'}) RETURN r")
    assert apart["r"]["confidence"] > one["r"]["confidence"] + 0.05
    load(store, article)
    remove_source(store, "article:chip-rules")
    assert [row["id"] for row in store.read("MATCH (s:Source) RETURN s.id AS id")] == [
        "article:copy"
    ]


FEED = """<rss version="2.0"><channel><title>Chip Daily</title>
<item><title>Denial</title><link>https://chips.test/1</link><description>San Francisco-based
Anthropic denied Chinese companies access to its latest models.</description></item>{}
</channel></rss>"""


def test_items_of_a_feed_that_were_seen_are_skipped(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    path.write_text(FEED.format(""))
    (report,) = load(store, path)
    assert (report.source, report.unchanged) == ("article:chips-test-1", False)
    item = "<item><title>Purchase</title><link>https://chips.test/2</link><description>Nvidia has "
    path.write_text(FEED.format(item + "acquired Mellanox for $7 billion.</description></item>"))
    reports = load(store, path)
    assert [(r.source, r.unchanged) for r in reports] == [
        ("article:chips-test-1", True), ("article:chips-test-2", False),
    ]  # fmt: skip
    (source,) = store.read("MATCH (s:Source {id: 'article:chips-test-2'}) RETURN s.publisher AS p")
    assert source["p"] == "Chip Daily"


def test_json_lines_with_a_field_of_another_name(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "x", "corpus": "Nvidia has acquired Mellanox for $7 billion."}\n')
    load(store, path, options={"field.text": "corpus"})
    assert ("Nvidia", "ACQUIRES", "Mellanox") in facts(store)


def test_one_bad_file_does_not_keep_the_others_out(store: Store, article: Path) -> None:
    (article.parent / "empty.txt").write_text("")
    reports = load(store, article.parent)
    assert [bool(report.error) for report in reports] == [False, True]
    assert "empty.txt" in reports[1].error
    assert facts(store)


def test_a_bad_file_alone_is_an_error(store: Store, tmp_path: Path) -> None:
    before = snapshot(store)
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(AigeoError, match="empty.txt"):
        load(store, tmp_path / "empty.txt")
    assert snapshot(store) == before


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1.5 billion", 1.5e9), ("more than $200 million", 2e8), ("14 percent", 14),
        ("1,250,000", 1_250_000), ("€ 3bn", 3e9), ("billions", None), ("", None), ("100000", 1e5),
    ],
)  # fmt: skip
def test_amounts_are_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == number


@given(st.floats(0, 1e12, allow_nan=False).map(lambda f: round(f, 2)))
def test_plain_numbers_stay_what_they_are(number: float) -> None:
    assert number_of(f"{number:.2f}") == number


def test_the_address_names_the_source() -> None:
    url = "https://www.example.org/news/2026/chips?id=1"
    assert source_id(Document(id="x", text="y", url=url)) == (
        "article:example-org-news-2026-chips-id-1"
    )
