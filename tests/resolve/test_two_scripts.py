"""Organisations that one source names in native script and another in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import remove_source
from aigeo.model.names import name_key
from aigeo.model.native import NATIVE
from aigeo.model.wording import wording
from aigeo.resolve import find
from aigeo.resolve.blocked import asked_for, filed_under
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import matcher
from aigeo.resolve.rendering import rendered
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from aigeo.store.migrations import prepare
from tests.resolve.test_linking import load, nodes

SAME = [
    ("帕兰提尔科技公司", "Palantir Technologies Inc."),  # by sound
    ("克拉托斯防务公司", "Kratos Defense"),
    ("特利丹技术公司", "Teledyne Technologies"),
    ("红猫控股公司", "Red Cat Holdings"),  # by meaning
    ("蓝色起源公司", "Blue Origin LLC"),
    ("火箭实验室公司", "Rocket Lab USA, Inc."),
    ("哈尔滨工业大学", "Harbin Institute of Technology"),
    ("美国企业研究所", "American Enterprise Institute"),
    ("工業技術研究院", "Industrial Technology Research Institute"),
    ("村上工业株式会社", "Murakami Kogyo Co., Ltd."),  # in Japanese
    ("光洋精工株式会社", "Koyo Seiko Co., Ltd."),
    ("パナソニック", "Panasonic Corporation"),
    ("현대중공업", "Hyundai Heavy Industries"),  # in Korean
    ("한국항공우주산업", "Korea Aerospace Industries"),
]
OTHERS = [
    ("中国航天科技集团有限公司", "China Aerospace Science and Industry Corporation"),
    ("中国航天科工集团有限公司", "China Aerospace Science and Technology Corporation"),
    ("哈尔滨工业大学", "Harbin Engineering University"),
    ("哈尔滨工程大学", "Harbin Institute of Technology"),
    ("上海微电子装备公司", "Beijing Microelectronics Equipment Co."),
    ("北京航空材料研究院", "Shanghai Institute of Aeronautical Materials"),
    ("埃尔比特系统公司", "Elbrus Systems"),
    ("蓝色起源公司", "Blue Ocean LLC"),
    ("村上工业株式会社", "Murata Kogyo"),
    ("中国电子科技集团", "China Electronics Corporation"),
]


def firm(name: str) -> Candidate:
    return Candidate(f"x:{name}", "Firm", frozenset({name}))


def shares(native: str, latin: str) -> tuple[float, float]:
    return rendered(name_key(native), wording(name_key(latin)).written)


@pytest.mark.parametrize(("native", "latin"), SAME)
def test_a_name_and_its_translation_meet_and_are_likely_one(native: str, latin: str) -> None:
    one, other = firm(native), firm(latin)
    assert asked_for(one).keys() & filed_under(other)
    assert asked_for(other).keys() & filed_under(one)
    assert max(shares(native, latin)) > 0.8
    assert matcher().probability(one, other) >= matcher().doubtful


@pytest.mark.parametrize(("native", "latin"), OTHERS)
def test_look_alikes_are_told_less_completely(native: str, latin: str) -> None:
    assert min(shares(native, latin)) < 0.8


@pytest.mark.parametrize(("native", "latin"), OTHERS)
def test_look_alikes_in_two_scripts_stay_two(
    embedded: Store, tmp_path: Path, native: str, latin: str
) -> None:
    load(embedded, tmp_path, "a", ("Firm", native, "", ""))
    load(embedded, tmp_path, "b", ("Firm", latin, "", ""))
    assert nodes(embedded) == 2


@pytest.mark.parametrize(
    "names", [("帕兰提尔科技公司", "Palantir"), ("Palantir Technologies", "帕兰提尔公司")]
)
def test_a_transliteration_comes_up_for_review_in_either_order(
    store: Store, tmp_path: Path, names: tuple[str, str]
) -> None:
    for source, name in zip("ab", names, strict=True):
        load(store, tmp_path, source, ("Firm", name, "", ""))
    assert nodes(store) == 2
    assert len(open_pairs(store)) == 1
    for source, name in zip("ab", names, strict=True):
        assert find(store, name) == f"{source}:0"


def test_names_of_one_load_meet_in_either_order(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "红猫控股公司", "", ""), ("Firm", "Red Cat", "", ""))
    load(
        store, tmp_path, "b",
        ("Firm", "Kratos Defense", "", ""), ("Firm", "克拉托斯防务公司", "", ""),
    )  # fmt: skip
    assert {frozenset((p.left, p.right)) for p in open_pairs(store)} >= {
        frozenset(("a:0", "a:1")),
        frozenset(("b:0", "b:1")),
    }


def across(store: Store) -> set[str]:
    rows = store.read(
        "MATCH (n:Name) WHERE n.id STARTS WITH $mark RETURN n.id AS id", {"mark": NATIVE}
    )
    return {row["id"] for row in rows}


def test_what_a_name_may_be_called_goes_with_its_source(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "红猫控股公司", "", ""))
    load(store, tmp_path, "b", ("Person", "王小红", "", ""))
    found = across(store)
    assert NATIVE + "=red" in found
    remove_source(store, "a")
    assert across(store) == set()  # persons have none


def test_older_graphs_are_filed_across_scripts(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "红猫控股公司", "", ""), ("Person", "王小红", "", ""))
    found = across(store)
    store.write("MATCH (n:Name) WHERE n.id STARTS WITH $mark DETACH DELETE n", {"mark": NATIVE})
    store.write("MATCH (n:Name) REMOVE n.heard, n.heard2")
    store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.schema_version = 6")
    prepare(store)
    assert across(store) == found
