"""Candidate pairs over HTTP: read by all, judged where the server allows it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from aigeo.load import judging
from aigeo.resolve import find
from aigeo.store import Store
from aigeo.web import Options
from tests.conftest import emptied
from tests.web.serving import served
from tests.web.world import load_world

PAIRS = [("firm:huawei", "firm:nvidia", 0.4), ("firm:asml", "firm:tsmc", 0.6)]


@pytest.fixture
def paired(store: Store) -> Iterator[Store]:
    load_world(store)
    store.write("MATCH (p:CandidatePair) DELETE p")
    rows = [
        {"id": f"p:{a}|{b}", "left": a, "right": b, "score": score, "reason": "similar name"}
        for a, b, score in PAIRS
    ]
    store.write("UNWIND $rows AS row CREATE (p:CandidatePair) SET p = row", {"rows": rows})
    yield store
    emptied(store)


@pytest.fixture
def judged(paired: Store) -> Iterator[httpx.Client]:
    options = Options(reviewer="ann")
    with served(paired, options) as url, httpx.Client(base_url=f"{url}/api/v1", timeout=30) as got:
        yield got


def test_pairs_are_listed_by_influence_and_shown_side_by_side(judged: httpx.Client) -> None:
    rows = judged.get("/pairs").json()["rows"]
    assert {frozenset((row["left"], row["right"])) for row in rows} == {
        frozenset(pair[:2]) for pair in PAIRS
    }
    assert [row["paths"] for row in rows] == sorted((r["paths"] for r in rows), reverse=True)
    assert rows[0]["paths"] > 0
    first = judged.get("/pairs", params={"limit": 1}).json()
    assert (first["rows"], first["truncated"]) == (rows[:1], True)
    ends = {"left": "firm:nvidia", "right": "firm:huawei"}
    sides = judged.get("/pairs/sides", params=ends).json()
    assert sides["may_judge"] is True
    name = next(row for row in sides["fields"] if row["field"] == "name")
    assert (name["differ"], {name["left"], name["right"]}) == (True, {"Huawei", "Nvidia"})
    assert sides["left_facts"]
    gone = judged.get("/pairs/sides", params={"left": "firm:nvidia", "right": "firm:none"})
    assert gone.status_code == 404


def test_a_decision_moves_the_facts_and_can_be_taken_back(
    paired: Store, judged: httpx.Client
) -> None:
    decision = {"left": "firm:huawei", "right": "firm:nvidia", "verdict": "same", "reason": "test"}
    answer = judged.post("/pairs/judge", json=decision)
    assert answer.status_code == 200, answer.text
    assert find(paired, "firm:huawei") == find(paired, "firm:nvidia")
    assert len(judged.get("/pairs").json()["rows"]) == 1
    assert judged.post("/pairs/judge", json=decision).status_code == 404
    (change,) = judging.log(paired)
    assert (change.by, change.reason, change.id) == ("ann", "test", answer.json()["change"])
    undone = judged.post(f"/changes/{change.id}/undo")
    assert undone.json()["undone_by"].startswith("ann")
    assert find(paired, "firm:huawei") == "firm:huawei"
    assert judged.post(f"/changes/{change.id}/undo").status_code == 422
    assert judged.post("/changes/none/undo").status_code == 404


def test_bad_decisions_and_pages_of_other_servers_are_refused(
    paired: Store, judged: httpx.Client
) -> None:
    decision = {"left": "firm:huawei", "right": "firm:nvidia", "verdict": "same"}
    for wrong in ({"verdict": "perhaps"}, {"left": ""}, {"by": "bob"}, {"reason": "x" * 3000}):
        assert judged.post("/pairs/judge", json={**decision, **wrong}).status_code == 422
    strange = judged.post("/pairs/judge", json={**decision, "reason": "\x07"})
    assert strange.status_code == 400
    for site in ("cross-site", "same-site"):
        answer = judged.post("/pairs/judge", json=decision, headers={"sec-fetch-site": site})
        assert answer.status_code == 403
    assert not judging.log(paired)


def test_a_server_without_leave_takes_no_decision(paired: Store) -> None:
    decision = {"left": "firm:huawei", "right": "firm:nvidia", "verdict": "same"}
    with served(paired, Options()) as url, httpx.Client(base_url=f"{url}/api/v1") as client:
        assert client.post("/pairs/judge", json=decision).status_code in (404, 405)
        assert client.post("/changes/x/undo").status_code in (404, 405)
        ends = {"left": "firm:nvidia", "right": "firm:huawei"}
        assert client.get("/pairs/sides", params=ends).json()["may_judge"] is False
