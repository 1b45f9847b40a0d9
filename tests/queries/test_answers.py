"""Each saved query gives the answers that are known of the hand-made world, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from aigeo.model.ids import fact_id
from aigeo.queries import catalogue, run
from aigeo.resources import queries_dir
from aigeo.store import Store
from tests.queries.world import AS_OF

RULE = "policy:advanced-computing-rule"
DOUBTED = fact_id("SUPPLIES", "firm:nvidia", "firm:baidu", {"item": "chip:h100"})
SANCTIONED = [
    "Government of the United States -[SANCTIONS]-> Huawei",
    "Huawei -[SUPPLIES]-> Baidu",
]

# name of the query, parameters, columns looked at, rows
ANSWERS: list[tuple[str, dict[str, Any], str, list[tuple[Any, ...]]]] = [
    ("compute-by-country", {}, "country facility relation owner h100_equivalents",
     [("cc:us", "facility:eagle", "OPERATES", "firm:microsoft", 14400.0)]),
    ("compute-by-country", {"country": "China"}, "facility", []),
    ("compute-by-country", {"as_of": "2022-12-31"}, "facility", []),
    ("contradictions", {}, "subject object contradiction status_a status_b sources", [
        ("firm:nvidia", "firm:baidu", "one source denies it", "alleged", "denied",
         ["world:ledger-a", "world:ledger-b"]),
        ("firm:huawei", "firm:baidu", "the status differs", "stated", "alleged",
         ["world:ledger-a", "world:ledger-b"]),
    ]),
    ("countries-behind-models", {}, "country models makers chips example", [
        ("cc:tw", 4, ["TSMC"], ["Nvidia H100", "TPU v5p", "Nvidia H800"],
         ["Claude Opus 4.5", "Nvidia H100", "TSMC"]),
    ]),
    ("countries-behind-models", {"as_of": "2023-06-30"}, "country models", [("cc:tw", 1)]),
    ("measures-of", {"authority": "gov:us"}, "whom measure policy program",
     [("firm:huawei", "SANCTIONS", None, "Entity List")]),
    ("measures-of", {"authority": "BIS"}, "whom measure policy",
     [("cc:cn", "TARGETS", "Advanced Computing Rule")]),
    ("doubtful-facts", {"entity": "Baidu"}, "fact status contradicted_by",
     [("Nvidia -[SUPPLIES]-> Baidu", "alleged", 1)]),
    ("doubtful-facts", {"entity": "Nvidia"}, "relation other status", [
        ("ACQUIRES", "firm:microsoft", "planned"), ("SUPPLIES", "firm:baidu", "alleged"),
    ]),
    ("denials", {"who": "Anthropic"}, "who whom what status policy policy_relation",
     [("firm:anthropic", "cc:cn", "model:claude-opus-4-5", "stated", RULE, "TARGETS")]),
    ("denials", {"whom": "China", "as_of": "2022-12-31"},
     "who relation what policy policy_relation", [
        ("gov:us", "RESTRICTS", "chip:h100", RULE, "RESTRICTS"),
        ("gov:us", "RESTRICTS", "chip:h100", RULE, "TARGETS"),
        (RULE, "RESTRICTS", "chip:h100", None, None),
    ]),
    ("denials", {"whom": "China", "as_of": "2022-10-06"}, "who", []),
    ("evidence", {"fact": DOUBTED}, "sources status negated confidence row", [
        (["world:ledger-b"], "stated", True, 0.7, 9),
        (["world:ledger-a"], "alleged", False, 0.4, 75),
    ]),
    ("evidence", {"fact": DOUBTED, "as_of": "2023-12-31"}, "sources", []),
    ("evidence", {"fact": "f:unknown"}, "sources", []),
    ("influence-paths", {"from": "gov:us", "to": "Baidu", "max_hops": 3},
     "sign hops strength steps", [
        (-1, 2, 0.4968, SANCTIONED),
        (-1, 3, 0.2268, [
            "Government of the United States -[SANCTIONS]-> Huawei",
            "Huawei -[DEVELOPS]-> Ascend 910",
            "Ascend 910 <-[USES]- Baidu",
        ]),
    ]),
    ("influence-paths", {"from": "gov:us", "to": "Baidu", "as_of": "2023-01-01", "max_hops": 2},
     "sign steps", [(-1, [
         "Government of the United States -[RESTRICTS]-> Nvidia H100",
         "Nvidia H100 <-[USES]- Baidu",
     ])]),
    ("influence-paths", {"from": "United States", "to": "China", "max_hops": 2}, "sign steps",
     [(0, ["United States <-[BASED_IN]- Anthropic", "Anthropic -[DENIES_ACCESS]-> China"])]),
    ("influence-paths", {"from": "Baidu", "to": "Huawei"}, "steps", []),
    ("investors-reach", {"investor": "Alphabet"}, "reached hops share", [
        ("firm:google", 1, 100.0), ("chip:tpu-v5p", 2, 100.0),
        ("firm:anthropic", 2, 14.0), ("model:claude-opus-4-5", 3, 14.0),
    ]),
    ("investors-reach", {"investor": "Microsoft"}, "reached share amounts", [
        ("firm:openai", None, ["10000000000 USD"]),
        ("model:gpt-4", None, ["10000000000 USD", ""]),
    ]),
    ("model-dependencies", {"entity": "DeepSeek-V3", "max_hops": 4}, "depends_on hops", [
        ("chip:h800", 1), ("firm:deepseek", 1), ("cc:cn", 2), ("firm:tsmc", 2),
        ("cc:tw", 3), ("firm:asml", 3),
    ]),
    ("models-and-chips", {"firm": "OpenAI"}, "model trained_on quantity maker", [
        ("model:gpt-4", "chip:h100", 25000, "firm:tsmc"),
        ("model:gpt-4", "facility:eagle", None, None),
    ]),
    ("models-and-chips", {"country": "China"}, "developer model trained_on quantity maker", [
        ("firm:baidu", "model:ernie-4", "chip:ascend-910", 10000, None),
        ("firm:deepseek", "model:deepseek-v3", "chip:h800", 2048, "firm:tsmc"),
    ]),
    ("owners", {"entity": "Anthropic"}, "owner hops share", [
        ("firm:google", 1, 14.0), ("firm:alphabet", 2, 14.0),
    ]),
    ("people", {"organization": "OpenAI"}, "person relation role end elsewhere",
     [("person:dario-amodei", "WORKS_FOR", "VP of Research", "2020-12", ["Anthropic"])]),
    ("policies-bearing-on", {"entity": "Nvidia"}, "policy issuer relation aim destination tie",
     [(RULE, "agency:bis", "RESTRICTS", "chip:h100", "China", "Nvidia -[DEVELOPS]-> Nvidia H100")]),
    ("policies-bearing-on", {"entity": "Baidu"}, "relation aim tie", [
        ("RESTRICTS", "chip:h100", "Baidu -[BASED_IN]-> China"),
        ("TARGETS", "cc:cn", "Baidu -[BASED_IN]-> China"),
    ]),
    ("policies-bearing-on", {"entity": "China"}, "relation tie",
     [("RESTRICTS", "itself"), ("TARGETS", "itself")]),
    ("restrictions-by-destination", {"destination": "China"}, "by technology makers", [
        ("gov:us", "chip:h100", ["Nvidia", "TSMC"]), (RULE, "chip:h100", ["Nvidia", "TSMC"]),
    ]),
    ("sanctions-exposure", {"entity": "Baidu"}, "exposed tie measure authority program", [
        ("cc:cn", "Baidu -[BASED_IN]-> China", "DENIES_ACCESS", "firm:anthropic", None),
        ("cc:cn", "Baidu -[BASED_IN]-> China", "TARGETS", RULE, None),
        ("firm:huawei", "Huawei -[SUPPLIES]-> Baidu", "SANCTIONS", "gov:us", "Entity List"),
    ]),
    ("sanctions-exposure", {"entity": "Huawei"}, "exposed tie authority",
     [("firm:huawei", "itself", "gov:us")]),
    ("shared-suppliers", {"a": "OpenAI", "b": "Meta"}, "supplier to_b", [
        (maker, [
            "Meta -[DEVELOPS]-> Llama 3.1-405B",
            "Llama 3.1-405B -[TRAINED_ON]-> Nvidia H100",
            f"{name} -[{how}]-> Nvidia H100",
        ])
        for maker, name, how in (
            ("firm:nvidia", "Nvidia", "DEVELOPS"), ("firm:tsmc", "TSMC", "MANUFACTURES"),
        )
    ]),
    ("shared-suppliers", {"a": "OpenAI", "b": "Baidu"}, "supplier", []),
    ("single-source", {"entity": "TSMC"}, "fact confidence source_title", [
        ("TSMC -[MANUFACTURES]-> TPU v5p", 0.8, "Ledger: ledger-a"),
        ("ASML -[SUPPLIES]-> TSMC", 0.8, "Ledger: ledger-a"),
        ("TSMC -[MANUFACTURES]-> Nvidia H800", 0.9, "Ledger: ledger-a"),
        ("TSMC -[BASED_IN]-> Taiwan", 1.0, "Ledger: ledger-a"),
    ]),
    ("timeline", {"entity": "Baidu"}, "date fact status", [
        ("2021", "Baidu -[OWNS]-> Kunlunxin", "stated"),
        ("2021", "Baidu -[USES]-> Nvidia H100", "ended"),
        ("2023-10-17", "Baidu -[DEVELOPS]-> Ernie 4", "stated"),
        ("2023-11", "Huawei -[SUPPLIES]-> Baidu", "stated"),
        ("2023-11", "Baidu -[USES]-> Ascend 910", "stated"),
        ("2024", "Nvidia -[SUPPLIES]-> Baidu", "alleged"),
        (None, "Baidu -[BASED_IN]-> China", "stated"),
    ]),
    ("timeline", {"entity": "Baidu", "since": "2023-11-01", "as_of": "2023-12-31"}, "fact",
     [("Huawei -[SUPPLIES]-> Baidu",), ("Baidu -[USES]-> Ascend 910",)]),
    ("who-can-constrain", {"entity": "Baidu", "max_hops": 2}, "who effect hops other_paths", [
        ("cc:cn", "has a say", 1, 0), ("gov:us", "constrains", 2, 0),
        (RULE, "constrains", 2, 0), ("firm:anthropic", "constrains", 2, 0),
    ]),
    ("who-can-constrain", {"entity": "Baidu", "max_hops": 1}, "who", [("cc:cn",)]),
    ("who-can-constrain", {"entity": "United States", "max_hops": 5}, "who", []),
]  # fmt: skip
EVIDENCE = (("quote", "quotes"), ("sources",), ("date", "dates"))


@pytest.mark.parametrize(
    ("name", "parameters", "columns", "rows"),
    ANSWERS,
    ids=[f"{n}-{i}" for i, (n, *_) in enumerate(ANSWERS)],
)
def test_the_answer_is_the_known_one(
    world: Store, name: str, parameters: dict[str, Any], columns: str, rows: list[tuple[Any, ...]]
) -> None:
    query = catalogue(world.settings)[name]
    found = run(world, query, {"as_of": AS_OF, **parameters})
    assert [tuple(row[c] for c in columns.split()) for row in found] == rows
    for row in found:
        assert list(row) == list(query.columns)


def test_every_query_has_a_known_answer_that_is_not_empty() -> None:
    answered = {name for name, _, _, rows in ANSWERS if rows}
    assert answered == {path.stem for path in queries_dir().glob("*.cypher")}


@pytest.mark.parametrize("name", sorted({name for name, _, _, rows in ANSWERS if rows}))
def test_every_row_carries_its_evidence(world: Store, name: str) -> None:
    query = catalogue(world.settings)[name]
    parameters = next(p for n, p, _, rows in ANSWERS if n == name and rows)
    for row in run(world, query, {"as_of": AS_OF, **parameters}):
        for names in EVIDENCE:
            column = next(n for n in names if n in row)
            if name == "timeline" and column == "date":
                assert row["date"] or row["read"]
            else:
                assert row[column], column
                assert None not in (row[column] if isinstance(row[column], list) else [1])
