"""The parts of training that need no torch: gold data to examples, renaming, thresholds."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aigeo.articles.gazetteer import gazetteer
from aigeo.articles.learnt import model as model_module
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import TextTokenizer
from training.augment import name_pool, rename, renamed_example
from training.gold import IGNORE, find_spans, make_example, read_documents, split
from training.public import join, read_conll, tag_spans
from training.thresholds import best_threshold, calibrate, learn, platt, reliability

ROOT = Path(__file__).parents[3]
FOLDER = Path(model_module.__file__).parent / "model"
tokenizer = TextTokenizer(FOLDER / "tokenizer.json")
labels = Labels.read(FOLDER / "labels.json")
TEXT = "Zeta Corp bought Acme Labs. Acme Labs is in Oslo, Norway, and sells Acme Labs chips."


@pytest.fixture
def document() -> dict[str, Any]:
    names = [
        ("e1", "Firm", "Zeta Corp", False),
        ("e2", "Firm", "Acme Labs", False),
        ("e3", "Place", "Oslo", False),
        ("e4", "Technology", "Acme Labs chips", True),
    ]
    quotes = [
        ("ACQUIRES", "e1", "e2", "Zeta Corp bought Acme Labs"),
        ("BASED_IN", "e2", "e3", "Acme Labs is in Oslo"),
    ]
    return {
        "id": "one",
        "text": TEXT,
        "entities": [
            {"id": i, "type": t, "name": n, "mentions": [n], "generic": g} for i, t, n, g in names
        ],
        "relations": [
            {
                "type": t,
                "subject": s,
                "object": o,
                "quote": q,
                "start_char": TEXT.index(q),
                "end_char": TEXT.index(q) + len(q),
                "status": "stated",
                "negated": False,
            }
            for t, s, o, q in quotes
        ],
    }


def test_every_occurrence_is_a_span(document: dict[str, Any]) -> None:
    found = [(TEXT[s.start : s.end], s.generic) for s in find_spans(document)]
    assert found.count(("Acme Labs", False)) == 3
    assert ("Acme Labs chips", True) in found


def test_labels_begin_and_go_on(document: dict[str, Any]) -> None:
    example = make_example(document, tokenizer, labels)
    firm = labels.entity_index["Firm"]
    words = example.named[example.tokens.word_first]
    assert words[:2].tolist() == [1 + 2 * firm, 2 + 2 * firm]
    assert set(np.flatnonzero(example.named == IGNORE)).isdisjoint(example.tokens.word_first)


def test_a_relation_is_marked_where_its_quote_is(document: dict[str, Any]) -> None:
    example = make_example(document, tokenizer, labels)
    kind = labels.relation_index["BASED_IN"]
    rows = np.flatnonzero(example.targets[:, kind])
    assert len(rows) == 1
    left = example.spans[int(example.pairs.left[rows[0]])]
    assert left.start == TEXT.index("Acme Labs is")
    backward = example.targets[:, kind + len(labels.relations)]
    assert not backward.any()


def test_repeated_pairs_of_a_fact_are_left_out_of_the_loss(document: dict[str, Any]) -> None:
    example = make_example(document, tokenizer, labels)
    entity = [s.entity for s in example.spots]
    kind = labels.relation_index["ACQUIRES"]
    rows = [
        n
        for n, (a, b) in enumerate(zip(example.pairs.left, example.pairs.right, strict=True))
        if {entity[a], entity[b]} == {0, 1}
    ]
    assert len(rows) == 3
    assert example.targets[rows, kind].sum() == 1
    assert example.mask[rows, kind].sum() == 1


def test_renaming_keeps_quotes_and_spans_in_step(document: dict[str, Any]) -> None:
    pool = {"Firm": [("Quercus Holding", "Quercus")]}
    text, spans, relations = rename(document, pool, 1.0, random.Random(1))
    assert text.startswith("Quercus Holding bought Quercus Holding. Quercus Holding is in Oslo")
    assert {text[s.start : s.end] for s in spans if s.type == "Place"} == {"Oslo"}
    assert {text[s.start : s.end] for s in spans if s.generic} == {"Quercus Holding chips"}
    quotes = [text[r["start_char"] : r["end_char"]] for r in relations]
    assert quotes[1] == "Quercus Holding is in Oslo"


def test_renaming_loses_no_relation_of_the_shipped_documents() -> None:
    documents = read_documents(ROOT / "data" / "extraction" / "train-news.jsonl")[:25]
    pool = name_pool(documents, gazetteer())
    dice = random.Random(7)
    plain = sum(make_example(d, tokenizer, labels).targets.sum() for d in documents)
    other = sum(
        renamed_example(d, pool, 0.6, dice, tokenizer, labels).targets.sum() for d in documents
    )
    assert plain > 300
    assert abs(plain - other) < 0.05 * plain


def test_the_split_takes_each_document_once() -> None:
    documents = [{"id": str(n)} for n in range(20)]
    held, rest = split(documents, 6, "held"), split(documents, 6, "rest")
    assert len(held) == 4
    assert sorted(d["id"] for d in held + rest) == sorted(d["id"] for d in documents)
    with pytest.raises(ValueError, match="half"):
        split(documents, 6, "half")


def test_shipped_documents_have_exact_quotes() -> None:
    for document in read_documents(*sorted((ROOT / "data" / "extraction").glob("*.jsonl"))):
        for r in document["relations"]:
            assert document["text"][r["start_char"] : r["end_char"]] == r["quote"]


def test_best_threshold_has_the_best_f1() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.2])
    assert best_threshold(scores, np.array([1.0, 1.0, 1.0, 0.0]), 3) == (0.7, 1.0)


def test_platt_scaling_finds_the_shares() -> None:
    dice = np.random.default_rng(3)
    scores = dice.uniform(0.02, 0.98, 4000)
    odds = np.log(scores / (1 - scores))
    right = dice.uniform(size=4000) < 1 / (1 + np.exp(-(0.6 * odds - 0.8)))
    found = [("OWNS", float(s), bool(r)) for s, r in zip(scores, right, strict=True)]
    slope, offset = platt(found)
    assert slope == pytest.approx(0.6, abs=0.08)
    assert offset == pytest.approx(-0.8, abs=0.12)
    for mean, share, count in reliability(calibrate(found, (slope, offset)), (0, 0.3, 0.6, 1)):
        assert count > 100
        assert mean == pytest.approx(share, abs=0.05)


def test_the_threshold_keeps_what_helps(document: dict[str, Any]) -> None:
    found = [("ACQUIRES", 0.9, True), ("BASED_IN", 0.6, True), ("OWNS", 0.3, False)]
    learnt = learn(found, [document])
    assert learnt == {"*": 0.6}


def test_words_are_joined_as_text() -> None:
    text, spans = join(["Zeta", "(", "Oslo", ")", "grew", "."])
    assert text == "Zeta (Oslo) grew."
    assert [text[a:b] for a, b in spans] == ["Zeta", "(", "Oslo", ")", "grew", "."]


def test_tagged_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text(
        "Zeta\tB-org\nCorp\tI-org\nAda\tB-per\nran\tO\n\nOslo\tB-loc\n", encoding="utf-8"
    )
    sentences = list(read_conll(file))
    assert [list(tag_spans(tags)) for _, tags in sentences] == [
        [(0, 2, "org"), (2, 3, "per")],
        [(0, 1, "loc")],
    ]


def test_labels_survive_their_file() -> None:
    again = Labels.from_json(json.loads(json.dumps(labels.to_json())))
    assert again.entities == labels.entities
    assert (again.signature == labels.signature).all()
