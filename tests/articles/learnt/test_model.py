from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.articles.learnt import EntityCluster, LearntModel
from aigeo.articles.learnt import model as model_module
from aigeo.articles.learnt.model import ModelError

FOLDER = Path(model_module.__file__).parent / "model"


def _clusters(text: str, *names: tuple[str, str]) -> list[EntityCluster]:
    out = []
    for kind, name in names:
        spans, at = [], text.find(name)
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
        out.append(EntityCluster(kind, spans))
    return out


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(f.stat().st_size for f in FOLDER.iterdir()) < 25_000_000


def test_running_needs_no_torch() -> None:
    code = (
        "import sys; from aigeo.articles.learnt import LearntModel; "
        "LearntModel.load().predict('Nvidia makes chips.'); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_mentions_are_found_with_types(model: LearntModel, article: str) -> None:
    found = {(article[m.start : m.end], m.type) for m in model.predict(article).mentions}
    assert ("Marta Kessler", "Person") in found
    assert ("Nordvik Systems", "Firm") in found
    assert ("Dresden", "Place") in found
    assert ("Germany", "Country") in found


def test_scores_are_probabilities_and_offsets_are_words(model: LearntModel, article: str) -> None:
    mentions = model.predict(article).mentions
    assert len(mentions) > 8
    for mention in mentions:
        surface = article[mention.start : mention.end]
        assert 0.0 < mention.score <= 1.0
        assert surface == surface.strip() != ""
        assert "\n" not in surface


def test_relations_between_given_entities(model: LearntModel, article: str) -> None:
    entities = _clusters(
        article,
        ("Firm", "Veridion Semiconductor"),
        ("Person", "Marta Kessler"),
        ("Place", "Austin"),
        ("Firm", "Nordvik Systems"),
    )
    found = {(r.type, r.subject_index, r.object_index) for r in model.relate(article, entities)}
    assert ("BASED_IN", 0, 2) in found


def test_quotes_hold_both_ends_and_signatures_hold(model: LearntModel, article: str) -> None:
    entities = _clusters(
        article,
        ("Firm", "Veridion Semiconductor"),
        ("Place", "Dresden"),
        ("Country", "Germany"),
        ("Agency", "U.S. Commerce Department"),
        ("Firm", "Hanlin Microelectronics"),
        ("Policy", "Entity List"),
    )
    relations = model.relate(article, entities, threshold=0.05)
    assert relations
    for r in relations:
        for index in (r.subject_index, r.object_index):
            spans = entities[index].spans
            assert any(r.quote_start <= s and e <= r.quote_end for s, e in spans)
        kinds = [
            model.labels.entity_index[entities[i].type] for i in (r.subject_index, r.object_index)
        ]
        assert model.labels.signature[model.labels.relation_index[r.type], kinds[0], kinds[1]]
        assert r.status in {"stated", "planned", "alleged", "ended"}


def test_a_lower_threshold_only_adds(model: LearntModel, article: str) -> None:
    entities = _clusters(article, ("Firm", "Veridion Semiconductor"), ("Place", "Dresden"))
    few = {(r.type, r.subject_index) for r in model.relate(article, entities, threshold=0.5)}
    many = {(r.type, r.subject_index) for r in model.relate(article, entities, threshold=0.01)}
    assert few <= many
    assert len(many) >= 1


def test_the_same_text_gives_the_same_answer(article: str) -> None:
    first, second = LearntModel.load(), LearntModel.load()
    assert first.predict(article) == second.predict(article) == first.predict(article)
    entities = _clusters(article, ("Firm", "Veridion Semiconductor"), ("Place", "Dresden"))
    assert first.relate(article, entities) == second.relate(article, entities)


@pytest.mark.parametrize("text", ["", " \n\t ", "...", "\u200b", "a"])
def test_hardly_any_text_gives_nothing(model: LearntModel, text: str) -> None:
    assert model.predict(text).mentions == []
    assert model.relate(text, []) == []


def test_spans_outside_the_text_are_passed_over(model: LearntModel) -> None:
    text = "Intel is in Ohio."
    entities = [EntityCluster("Firm", [(0, 5)]), EntityCluster("Place", [(100, 104)])]
    assert model.relate(text, entities, threshold=0.0) == []


def test_a_long_text_is_read_in_windows(model: LearntModel, article: str) -> None:
    filler = "Prices of many goods rose again in the spring, and nobody could say why. " * 120
    text = filler + "\n" + article + "\n" + filler
    offset = text.index(article)
    alone = {(m.start + offset, m.end + offset, m.type) for m in model.predict(article).mentions}
    inside = {(m.start, m.end, m.type) for m in model.predict(text).mentions}
    assert len(alone & inside) >= 0.8 * len(alone)


def test_relations_are_found_far_into_a_long_text(model: LearntModel, article: str) -> None:
    text = "Nothing happened. " * 800 + "\n" + article
    entities = _clusters(text, ("Firm", "Veridion Semiconductor"), ("Place", "Austin"))
    found = {(r.type, r.subject_index, r.object_index) for r in model.relate(text, entities)}
    assert ("BASED_IN", 0, 1) in found


@pytest.mark.parametrize(
    "text",
    [
        "华为技术有限公司是中国的公司。",
        "Компания Яндекс в Москве.",
        "شركة هواوي",
        "👍🏽 Nvidia 👍🏽",
        "e\u0301 \u0000 x",
    ],
)
def test_other_scripts_do_no_harm(model: LearntModel, text: str) -> None:
    for mention in model.predict(text).mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@given(st.text(max_size=120))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gives_exact_offsets(model: LearntModel, text: str) -> None:
    mentions = model.predict(text).mentions
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    clusters = [EntityCluster(m.type, [(m.start, m.end)], m.generic) for m in mentions]
    for relation in model.relate(text, clusters, threshold=0.01):
        assert 0 <= relation.quote_start < relation.quote_end <= len(text)


def test_given_sentences_bound_the_mentions(model: LearntModel) -> None:
    text = "He met Angela Merkel in Berlin."
    cut = text.index("Merkel")
    mentions = model.predict(text, sentences=[(0, cut), (cut, len(text))]).mentions
    assert all(m.end <= cut or m.start >= cut for m in mentions)


def test_an_unknown_type_is_refused(model: LearntModel) -> None:
    with pytest.raises(ModelError, match="'Planet'"):
        model.relate("Mars", [EntityCluster("Planet", [(0, 4)])])


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        LearntModel.load(tmp_path)


def test_pairs_are_scored_alike_in_small_blocks(
    model: LearntModel, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clusters = [
        EntityCluster(m.type, [(m.start, m.end)], m.generic)
        for m in model.predict(article).mentions
    ]
    whole = model.relate(article, clusters, threshold=0.05)
    monkeypatch.setattr("aigeo.articles.learnt.pairhead._BLOCK", 7)
    parts = model.relate(article, clusters, threshold=0.05)
    assert len(whole) > 5
    assert [(r.type, r.subject_index, r.object_index) for r in whole] == [
        (r.type, r.subject_index, r.object_index) for r in parts
    ]
    assert [r.score for r in whole] == pytest.approx([r.score for r in parts], abs=1e-3)


def test_memory_does_not_grow_with_pairs_times_length(model: LearntModel, article: str) -> None:
    text = (article + "\n\n") * 60
    clusters = [
        EntityCluster(m.type, [(m.start, m.end)], m.generic) for m in model.predict(text).mentions
    ]
    tracemalloc.start()
    model.relate(text, clusters)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000
