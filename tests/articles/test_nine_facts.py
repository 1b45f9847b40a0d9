"""The nine kinds of facts that the first article must yield, on texts written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.articles import read_documents

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "docs" / "examples" / "article.txt"


@pytest.fixture(scope="module")
def facts(extractor):
    from tests.articles.conftest import Facts

    (document,) = read_documents(HERE / "data" / "denial.txt")
    return Facts(extractor.extract(document).to_json())


def test_based_in(facts):
    assert facts.one("BASED_IN", "Cohere", "Toronto")["quote"] == "Toronto-based AI company Cohere"


def test_denies_access_with_item(facts):
    fact = facts.one("DENIES_ACCESS", "Cohere", "Russian companies")
    assert fact["item"] == "Cohere: most powerful language models"
    assert fact["quote"].startswith("Cohere turned down a request")


def test_restricts_with_destination(facts):
    fact = facts.one("RESTRICTS", "United States Government", "advanced memory chips")
    assert fact["destination"] == "Russia"


def test_founded_by_a_generic_person(facts):
    facts.one("FOUNDED", "former Google researchers", "Cohere")
    founders = facts.by_name["former Google researchers"]
    assert (founders["type"], founders["generic"]) == ("Person", True)
    assert facts.one("WORKS_FOR", "former Google researchers", "Google")["status"] == "ended"


def test_invests_in_its_own_industry(facts):
    assert facts.one("INVESTS_IN", "Russia", "domestic chip industry")["amount"] == "billions"


@pytest.mark.parametrize("firm", ["Yandex", "Sberbank", "Kaspersky"])
def test_sanctions_bear_on_each(facts, firm):
    fact = facts.one("TARGETS", "U.S. export restrictions", firm)
    assert firm in fact["quote"] and fact["quote"].endswith("caused by U.S. export restrictions")


def test_rivals(facts):
    assert ("United States Government", "Government of Russia") in facts.pairs("COMPETES_WITH")
    assert ("United States", "Russia") in facts.pairs("COMPETES_WITH")


def test_source_of_the_claim(facts):
    fact = facts.one("DEVELOPS", "United States", "most capable systems")
    assert fact["attributed_to"] == "Center for a New American Security"
    assert facts.by_name["Center for a New American Security"]["type"] == "ResearchOrganization"
    assert "CNAS" in facts.by_name["Center for a New American Security"]["mentions"]


def test_person_with_role(facts):
    person = facts.by_name["Helena Okafor"]
    assert (person["type"], person["role"]) == ("Person", "technology policy analyst")


def test_quotes_are_exact(facts):
    text = facts.json["text"]
    assert facts.json["relations"]
    for relation in facts.json["relations"]:
        assert text[relation["start_char"] : relation["end_char"]] == relation["quote"]


def test_example_article_gives_a_connected_graph(extractor):
    import networkx as nx

    (document,) = read_documents(EXAMPLE)
    found = extractor.extract(document).to_json()
    assert document.published == "2025-11-14"
    names = {e["id"]: e["name"] for e in found["entities"]}
    graph = nx.Graph((names[r["subject"]], names[r["object"]]) for r in found["relations"])
    assert len(found["relations"]) >= 40
    for end in ("Nvidia", "ASML", "Baidu", "United States Government"):
        assert nx.has_path(graph, "Anthropic", end)
