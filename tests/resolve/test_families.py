"""Things that are not one but belong together: versions, chips' forms, capitals, subsidiaries."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.load import run
from aigeo.resolve import find
from aigeo.resolve.families import capital_of, family
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv
from tests.resolve.test_linking import load


def parts(store: Store) -> set[tuple[str, str, str]]:
    """Give (part, kind, whole) by name."""
    rows = store.read(
        "MATCH (a:Entity)-[r:PART_OF]->(b:Entity) RETURN a.name AS a, r.kind AS kind, b.name AS b"
    )
    return {(row["a"], row["kind"], row["b"]) for row in rows}


@pytest.mark.parametrize(
    ("type", "name", "whole"),
    [
        ("Model", "Claude 3 Opus", "Claude"), ("Model", "Claude Opus 4", "Claude"),
        ("Model", "GPT-4 Turbo", "GPT"), ("Model", "GPT-4o", "GPT"), ("Model", "GPT2", "GPT"),
        ("Model", "Llama 2-70B", "Llama"), ("Model", "Qwen2.5-72B", "Qwen"),
        ("Model", "ChatGLM3-6B", "ChatGLM"), ("Model", "GLM-130B", "GLM"),
        ("Model", "DALL·E 2", "DALL-E"), ("Model", "Stable Diffusion XL", "Stable Diffusion"),
        ("Chip", "H100 SXM", "H100"), ("Chip", "NVIDIA H100 SXM5 80GB", "H100"),
        ("Chip", "NVIDIA A800 PCIe 40 GB", "A800"), ("Chip", "GB200 NVL72", "GB200"),
        ("Chip", "Baidu Kunlun R100 (75W)", "Kunlun R100"), ("Chip", "TPU v5e", "TPU"),
        ("Chip", "Huawei Ascend 910C", "Ascend"), ("Chip", "Intel Habana Gaudi3", "Gaudi"),
    ],
)  # fmt: skip
def test_a_version_names_its_family(type: str, name: str, whole: str) -> None:
    found = family(type, name)
    assert found is not None
    assert found.name == whole
    assert family(type, whole) is None


@pytest.mark.parametrize(
    ("type", "name"),
    [
        ("Model", "Claude"), ("Model", "Claude Code"), ("Model", "GPT-NeoX-20B"),
        ("Model", "Llama Guard 3"), ("Model", "DeepSeek-V3"), ("Model", "Geminid 3"),
        ("Firm", "Claude 3 Opus"), ("Chip", "H100"), ("Chip", "H100 GPU"), ("Chip", "NVIDIA PCIe"),
        ("Chip", "NVIDIA GB300 (Blackwell Ultra)"), ("Chip", "80 GB"), ("Chip", ""),
    ],
)  # fmt: skip
def test_other_names_name_none(type: str, name: str) -> None:
    assert family(type, name) is None


@given(st.sampled_from(("Model", "Chip")), st.text(max_size=60))
def test_a_family_is_shorter_than_its_version(type: str, name: str) -> None:
    found = family(type, name)
    if found is not None:
        assert 0 < len(found.name) < len(name.strip())


VERSIONS = {
    "a": ("Chip", "H100", "NVIDIA H100", ""),
    "b": ("Chip", "NVIDIA H100 SXM5 80GB", "", ""),
    "c": ("Chip", "H100 PCIe", "", ""),
}


@pytest.mark.parametrize("order", list(permutations(VERSIONS)))
def test_forms_of_a_chip_are_tied_to_one_node_in_any_order(
    embedded: Store, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        load(embedded, tmp_path, name, VERSIONS[name])
    assert {(part, kind) for part, kind, _ in parts(embedded)} == {
        ("NVIDIA H100 SXM5 80GB", "type-of"), ("H100 PCIe", "type-of"),
    }  # fmt: skip
    assert embedded.read("MATCH (e:Chip) RETURN count(e) AS n") == [{"n": 3}]
    whole = embedded.read("MATCH (:Chip)-[:PART_OF]->(b) RETURN DISTINCT b.id AS id")
    assert whole == [{"id": find(embedded, "H100")}]


def test_a_tie_has_the_evidence_of_the_version_and_goes_with_it(
    store: Store, tmp_path: Path
) -> None:
    load(store, tmp_path, "a", ("Model", "Claude 3 Opus", "", ""), ("Model", "Claude 2", "", ""))
    assert parts(store) == {
        ("Claude 3 Opus", "type-of", "Claude"), ("Claude 2", "type-of", "Claude"),
    }  # fmt: skip
    rows = store.read(
        "MATCH (s:Statement {type: 'PART_OF'}) RETURN s.subject AS id, s.part AS part, "
        "s.row AS row, s.confidence AS confidence ORDER BY id"
    )
    assert [(r["id"], r["part"], r["row"]) for r in rows] == [
        ("a:0", "a.csv", 1), ("a:1", "a.csv", 2),
    ]  # fmt: skip
    assert {r["confidence"] for r in rows} == {0.95}
    load(store, tmp_path, "a", ("Model", "Claude 3 Opus", "", ""))
    assert parts(store) == {("Claude 3 Opus", "type-of", "Claude")}


def test_a_country_its_government_and_its_capital_are_three(store: Store, tmp_path: Path) -> None:
    code = """
def load(context):
    for row in context.rows("places.csv"):
        place = context.entity("Place", row["city"], evidence=row)
        china = context.country("China", evidence=row)
        context.government(china, evidence=row)
        context.entity("Place", "Shenzhen", evidence=row)
"""
    yaml = "name: places\ntitle: Places\nlicence: CC0\nfiles:\n  - name: places.csv\n"
    loaders = add_loader(tmp_path / "loaders", yaml, code, "places")
    path = write_csv(tmp_path / "places.csv", [("Beijing",)], ("city",))
    (report,) = run(store, with_loaders(store, loaders), [path], loader="places")
    assert not report.rejected
    assert parts(store) == {
        ("Beijing", "capital", "China"), ("Government of China", "government", "China"),
    }  # fmt: skip
    assert {find(store, name) for name in ("cc:cn", "gov:cn", "Beijing")} == {
        "cc:cn", "gov:cn", "place:beijing",
    }  # fmt: skip


def test_capitals_are_known_in_their_spellings() -> None:
    assert capital_of("北京") == capital_of("BEIJING") == "cn"
    assert capital_of("Washington, D.C.") == capital_of("Washington DC") == "us"
    assert capital_of("Sana’a") == "ye"
    for other in ("Washington", "Shenzhen", "Georgetown", ""):
        assert capital_of(other) is None


def test_a_subsidiary_stays_a_node_of_its_own(store: Store, tmp_path: Path) -> None:
    code = """
def load(context):
    for row in context.rows("firms.csv"):
        firm = context.entity("Firm", row["firm"], evidence=row, countries=["cn"])
        above = context.entity("Firm", row["parent"], evidence=row, countries=["cn"])
        context.relation("PART_OF", firm, above, evidence=row, kind="subsidiary")
"""
    yaml = "name: {0}\ntitle: {0}\nlicence: CC0\nfiles:\n  - name: firms.csv\n"
    for name, row in (
        ("one", ("Huawei Cloud Computing Technologies Co., Ltd.", "Huawei Technologies")),
        ("two", ("Huawei Cloud Computing Technologies", "Huawei Technologies Co., Ltd.")),
    ):
        loaders = add_loader(tmp_path / name, yaml.format(name), code, name)
        path = write_csv(tmp_path / name / "data" / "firms.csv", [row], ("firm", "parent"))
        run(store, with_loaders(store, loaders), [path], loader=name)
    assert store.read("MATCH (e:Firm) RETURN count(e) AS n") == [{"n": 2}]
    ((part, kind, whole),) = parts(store)
    assert (kind, find(store, part) == find(store, whole)) == ("subsidiary", False)


LINES = {
    "a": ("Chip", "AMD Radeon Instinct MI308X", "", ""),
    "b": ("Chip", "Instinct MI308X", "AMD Instinct MI308X", ""),
    "c": ("Chip", "MI308X", "", ""),
}


@pytest.mark.parametrize("order", list(permutations(LINES)))
def test_a_product_line_before_a_chip_makes_no_other_chip(
    embedded: Store, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        load(embedded, tmp_path, name, LINES[name])
    assert len({find(embedded, f"{name}:0") for name in LINES}) == 1


@pytest.mark.parametrize(("chip", "other"), [("V100", "V100S"), ("Kirin 9000", "Kirin 9000S")])
def test_the_plural_of_a_chip_is_not_another_chip(
    embedded: Store, tmp_path: Path, chip: str, other: str
) -> None:
    load(embedded, tmp_path, "a", ("Chip", chip, "", ""), ("Chip", f"Tesla {chip}", "", ""))
    load(embedded, tmp_path, "b", ("Chip", other, "", ""))
    assert find(embedded, "b:0") == "b:0"
    assert find(embedded, chip) != find(embedded, other)
