"""Reach, choke points, known-at and what-if over HTTP, on both engines."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from aigeo.influence import Filters, StoredFacts
from aigeo.influence.chokepoints import chokepoints
from aigeo.influence.reach import reach
from aigeo.store import Store
from tests.web.test_api import V1, fault, got
from tests.web.world import AS_OF

OVERLAY: dict[str, Any] = {
    "title": "Huawei stops",
    "remove": [{"type": "SUPPLIES", "subject": "Huawei", "object": "Baidu"}],
}
PATHS: dict[str, Any] = {"kind": "paths", "source": "Huawei", "target": "Baidu", "as_of": AS_OF}


def posted(client: httpx.Client, path: str, **body: Any) -> Any:
    answer = client.post(V1 + path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_reach_is_what_the_analysis_says(client: httpx.Client, world: Store) -> None:
    found = got(client, "/reach", entity="Baidu", as_of=AS_OF, sign="constrain", top=1)
    filters = Filters(as_of=AS_OF, max_hops=4)
    assert found["rows"] == reach(StoredFacts(world), "firm:baidu", filters, "in", "constrain", 1)
    assert (found["entity"], found["truncated"]) == ("firm:baidu", True)
    assert all(hop["quote"] and hop["sources"] for r in found["rows"] for hop in r["path"]["hops"])
    out = got(client, "/reach", entity="gov:us", direction="out", types="SANCTIONS", as_of=AS_OF)
    assert {hop["type"] for r in out["rows"] for hop in r["path"]["hops"]} == {"SANCTIONS"}


def test_chokepoints_are_what_the_analysis_says(client: httpx.Client, world: Store) -> None:
    found = got(client, "/chokepoints", entity="Claude Opus 4.5", as_of=AS_OF, top=5)
    whom = found["entity"]
    filters = Filters(as_of=AS_OF, max_hops=4)
    assert found == chokepoints(StoredFacts(world), whom, filters, 5)
    assert found["bottlenecks"]


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/reach", {"entity": "Nobody at all"}, 404),
        ("/reach", {}, 422),
        ("/reach", {"entity": "Baidu", "direction": "sideways"}, 422),
        ("/reach", {"entity": "Baidu", "sign": "plus"}, 422),
        ("/reach", {"entity": "Baidu", "max_hops": 7}, 422),
        ("/reach", {"entity": "Baidu", "top": 0}, 422),
        ("/reach", {"entity": "Baidu", "types": "LOVES"}, 422),
        ("/reach", {"entity": "Baidu", "as_of": "soon"}, 422),
        ("/chokepoints", {"entity": "Baidu", "substitute": 101}, 422),
        ("/chokepoints", {"entity": "Baidu", "min_confidence": 2}, 422),
        ("/chokepoints", {"entity": ""}, 422),
    ],
)
def test_wrong_parameters(
    client: httpx.Client, path: str, parameters: dict[str, Any], status: int
) -> None:
    assert fault(client, path, status, **parameters)["message"]


def test_what_if_shows_the_difference_and_changes_nothing(
    client: httpx.Client, world: Store
) -> None:
    before = world.read("MATCH (n) RETURN count(n) AS n")
    found = posted(client, "/what-if", overlay=OVERLAY, question=PATHS)
    assert len(found["facts"]["removed"]) == 1
    assert [path["hops"][0]["type"] for path in found["removed"]] == ["SUPPLIES"]
    query = {"kind": "query", "name": "supply-chain",
             "parameters": {"entity": "Baidu", "as_of": AS_OF}}  # fmt: skip
    rows = posted(client, "/what-if", overlay=OVERLAY, question=query)["removed"]
    assert [row["supplier"] for row in rows] == ["firm:huawei"]
    for kind in ("reach", "chokepoints", "ownership"):
        asked = {"kind": kind, "entity": "Baidu", "as_of": AS_OF}
        assert "facts" in posted(client, "/what-if", overlay=OVERLAY, question=asked)
    assert world.read("MATCH (n) RETURN count(n) AS n") == before
    assert got(client, "/paths", **{"from": "Huawei", "to": "Baidu", "as_of": AS_OF})["paths"]


def test_known_at_counts_what_had_been_said(client: httpx.Client) -> None:
    now = posted(client, "/known-at", day="2099-01-01", question=PATHS)
    assert now["rows"]
    assert not now["truncated"]
    assert posted(client, "/known-at", day="2001-01-01", question=PATHS)["rows"] == []


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/what-if", {"question": PATHS}, 422, "overlay"),
        ("/what-if", {"overlay": {}, "question": PATHS}, 400, "neither adds nor removes"),
        ("/what-if", {"overlay": {"ad": []}, "question": PATHS}, 400, "ad"),
        ("/what-if", {"overlay": {"remove": [{"fact": "f:none"}]}, "question": PATHS}, 400,
         "no fact 'f:none'"),
        ("/what-if", {"overlay": OVERLAY, "question": {"kind": "dance"}}, 422, "kind"),
        ("/what-if", {"overlay": OVERLAY, "question": PATHS | {"top": 1000}}, 422, "top"),
        ("/what-if", {"overlay": OVERLAY, "question": PATHS | {"colour": 1}}, 422, "colour"),
        ("/what-if", {"overlay": OVERLAY, "question": PATHS | {"types": ["LOVES"]}}, 422, "LOVES"),
        ("/what-if", {"overlay": OVERLAY, "question": PATHS | {"target": "Zork"}}, 404, "Zork"),
        ("/what-if", {"overlay": OVERLAY, "question": {"kind": "query", "name": "no-such"}}, 404,
         "no-such"),
        ("/known-at", {"day": "soon", "question": PATHS}, 422, "day"),
        ("/known-at", {"day": "2020-01-01"}, 422, "question"),
    ],
)  # fmt: skip
def test_wrong_bodies(
    client: httpx.Client, path: str, body: dict[str, Any], status: int, said: str
) -> None:
    answer = client.post(V1 + path, json=body)
    assert answer.status_code == status, answer.text
    assert said in answer.text
