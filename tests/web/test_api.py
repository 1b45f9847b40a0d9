"""The endpoints, on both engines."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from aigeo.export import export_to_stream, format_names
from aigeo.load.removal import remove_source
from aigeo.queries import catalogue, run
from aigeo.store import Store
from aigeo.web import Options
from tests.web.serving import served
from tests.web.world import AS_OF, load_world

V1 = "/api/v1"


def got(client: httpx.Client, path: str, **parameters: Any) -> Any:
    answer = client.get(V1 + path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def fault(client: httpx.Client, path: str, status: int, **parameters: Any) -> dict[str, Any]:
    answer = client.get(V1 + path, params=parameters)
    assert answer.status_code == status, answer.text
    error: dict[str, Any] = answer.json()["error"]
    return error


def test_health_and_stats(client: httpx.Client, world: Store) -> None:
    health = got(client, "/health")
    assert (health["status"], health["engine"]) == ("ok", world.engine)
    stats = got(client, "/stats")
    assert stats["entities"]["Firm"] > 5
    assert stats["sources"] == len(got(client, "/sources")["rows"]) >= 2


def test_vocabulary_tells_how_leverage_runs(client: httpx.Client) -> None:
    words = got(client, "/vocabulary")
    assert words["relation_types"]["SANCTIONS"]["sign"] == -1
    assert words["relation_types"]["USES"]["influence"] == "backward"
    assert words["entity_types"]["Firm"]["parents"]


def test_search_suggests(client: httpx.Client) -> None:
    first = got(client, "/search", q="huaw")["rows"][0]
    assert first["id"] == "firm:huawei"
    assert set(first) >= {"id", "name", "type", "score", "matched"}
    assert got(client, "/search", q="zzzzqqq")["rows"] == []
    fault(client, "/search", 422)
    fault(client, "/search", 422, q="")


def test_pages_hold_all_once_and_end_empty(client: httpx.Client) -> None:
    total = got(client, "/stats")["entities"]["Entity"]
    ids: list[str] = []
    while True:
        page = got(client, "/entities", limit=7, offset=len(ids))
        ids += [row["id"] for row in page["rows"]]
        assert page["truncated"] == (len(ids) < total)
        if not page["truncated"]:
            break
    assert ids == sorted(set(ids))
    assert len(ids) == total
    beyond = got(client, "/entities", offset=10_000_000)
    assert (beyond["rows"], beyond["truncated"]) == ([], False)
    fault(client, "/entities", 422, offset=-1)
    fault(client, "/entities", 422, limit=100_000)


def test_list_by_type_takes_in_those_below(client: httpx.Client) -> None:
    types = {row["type"] for row in got(client, "/entities", type="Organization")["rows"]}
    assert {"Firm", "Agency"} <= types
    assert "Chip" not in types
    assert "known" in fault(client, "/entities", 422, type="Spaceship")["hint"]


def test_entity_by_id_and_by_name(client: httpx.Client) -> None:
    by_id, by_name = got(client, "/entities/firm:nvidia"), got(client, "/entities/NVIDIA")
    assert by_id == by_name
    assert by_id["relations"][0]["quote"]
    assert fault(client, "/entities/Nvidai Corp", 404)["code"] == "not_found"


def test_relations_by_selection(client: httpx.Client) -> None:
    path = "/entities/firm:nvidia/relations"
    rows = got(client, path)["rows"]
    types = {row["type"] for row in rows}
    one = sorted(types)[0]
    assert {r["type"] for r in got(client, path, types=one)["rows"]} == {one}
    source = rows[0]["sources"][0]
    assert all(source in r["sources"] for r in got(client, path, sources=source)["rows"])
    assert got(client, path, sources="nobody")["rows"] == []
    assert got(client, path, as_of="1900-01-01", statuses="ended")["rows"] == []
    fault(client, path, 422, types="LOVES")
    fault(client, path, 422, as_of="yesterday")
    fault(client, path, 422, min_confidence=1.5)


def test_fact_has_statements_with_sources(client: httpx.Client) -> None:
    relation = got(client, "/entities/firm:nvidia/relations")["rows"][0]
    fact = got(client, f"/facts/{relation['id']}")
    assert fact["relation"]["type"] == relation["type"]
    assert (fact["relation"]["subject"], fact["relation"]["object"]) == (
        relation["subject"],
        relation["object"],
    )
    assert len(fact["statements"]) == relation["statement_count"]
    statement = fact["statements"][0]
    assert statement["source"]["title"].startswith("Ledger")
    assert isinstance(statement["columns"], dict)
    fault(client, "/facts/f:none", 404)


def test_statements_about_an_entity(client: httpx.Client) -> None:
    rows = got(client, "/entities/firm:nvidia/statements")["rows"]
    assert rows[0]["properties"]["name"] == "Nvidia"
    assert rows[0]["source"]["id"].startswith("world:")


def test_neighbours_and_graph_are_closed(client: httpx.Client) -> None:
    part = got(client, "/entities/firm:nvidia/neighbours", limit=3)
    assert part["truncated"]
    assert len(part["edges"]) == 3
    whole = got(client, "/graph", limit=1000)
    for found in (part, whole):
        ids = {node["id"] for node in found["nodes"]}
        assert {end for e in found["edges"] for end in (e["subject"], e["object"])} <= ids
    asked = {"ids": ["firm:nvidia", "firm:tsmc", "firm:unknown"]}
    some = client.post(f"{V1}/graph", json=asked).json()
    assert [node["id"] for node in some["nodes"]] == ["firm:nvidia", "firm:tsmc"]
    assert got(client, "/graph", limit=1000, edges=2)["truncated"]


def test_paths_and_what_if(client: httpx.Client) -> None:
    ends = {"from": "ASML", "to": "Claude Opus 4.5", "as_of": AS_OF, "max_hops": 5}
    answer = got(client, "/paths", **ends)
    best = answer["paths"][0]
    assert best["hops"][0]["from"] == "firm:asml"
    assert best["hops"][0]["quote"]
    hidden = best["hops"][1]["fact"]
    without = got(client, "/paths", **ends, exclude=hidden)
    facts = {hop["fact"] for path in without["paths"] for hop in path["hops"]}
    assert hidden not in facts
    assert without["excluded"] == [hidden]
    both = client.get(f"{V1}/paths", params=[*ends.items(), *(("exclude", x) for x in "ab")])
    assert both.json()["excluded"] == ["a", "b"]
    through = best["hops"][0]["to"]
    without = got(client, "/paths", **ends, exclude=through)
    stops = {hop["to"] for path in without["paths"] for hop in path["hops"]}
    assert through not in stops
    fault(client, "/paths", 422, **{"from": "ASML", "to": "ASML"})
    fault(client, "/paths", 422, **{"from": "ASML"})


def test_ownership(client: httpx.Client) -> None:
    answer = got(client, "/ownership", entity="Kunlunxin", as_of=AS_OF)
    assert answer["entity"] == "firm:kunlunxin"
    assert "firm:baidu" in {owner["id"] for owner in answer["owners"]}
    fault(client, "/ownership", 422, entity="Kunlunxin", rule="mine")
    fault(client, "/ownership", 404, entity="Nobody at all")


def test_saved_queries_give_what_the_runner_gives(client: httpx.Client, world: Store) -> None:
    queries = catalogue(world.settings)
    assert [q["name"] for q in got(client, "/queries")] == list(queries)
    query = queries["who-can-constrain"]
    page = got(client, f"/queries/{query.name}/rows", entity="Huawei", as_of=AS_OF, max_hops=2)
    assert page["rows"] == run(world, query, {"entity": "Huawei", "as_of": AS_OF, "max_hops": 2})
    assert page["rows"]
    short = got(client, f"/queries/{query.name}/rows", entity="Huawei", as_of=AS_OF, _limit=1)
    assert (len(short["rows"]), short["truncated"], short["stopped_by"]) == (1, True, "rows")
    assert got(client, f"/queries/{query.name}/rows", entity="Huawei", _offset=9999)["rows"] == []


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 422),
        ({"entity": "Huawei", "max_hops": "many"}, 422),
        ({"entity": "Huawei", "max_hops": 99}, 422),
        ({"entity": "Huawei", "as_of": "soon"}, 422),
        ({"entity": "Huawei", "hops": 2}, 422),
        ({"entity": "Nobody at all"}, 404),
        ({"entity": "x' OR 1=1 MATCH (n) DETACH DELETE n //"}, 404),
    ],
)
def test_wrong_parameters(client: httpx.Client, parameters: dict[str, Any], status: int) -> None:
    before = got(client, "/stats")
    error = fault(client, "/queries/who-can-constrain/rows", status, **parameters)
    assert error["message"]
    assert got(client, "/stats") == before


def test_unknown_query_names_the_nearest(client: httpx.Client) -> None:
    assert "denials" in fault(client, "/queries/denial/rows", 404)["hint"]
    assert "denials" in fault(client, "/queries/denial", 404)["hint"]
    assert "MATCH" in got(client, "/queries/denials")["cypher"]


def test_sources(client: httpx.Client) -> None:
    rows = got(client, "/sources")["rows"]
    assert [row["id"] for row in rows][:2] == ["world:ledger-a", "world:ledger-b"]
    assert got(client, "/sources", offset=1, limit=1)["rows"] == rows[1:2]
    assert got(client, "/sources/world:ledger-a")["loads"][0]["state"] == "done"
    fault(client, "/sources/nobody", 404)


def test_exports_are_the_same_bytes_as_files(
    client: httpx.Client, world: Store, tmp_path: Any
) -> None:
    listed = [row["format"] for row in got(client, "/exports")]
    assert listed == list(format_names())
    file = tmp_path / "graph.jsonl"
    with file.open("wb") as out:
        export_to_stream(world, "jsonl", out)
    answer = client.get(f"{V1}/exports/jsonl")
    assert answer.content == file.read_bytes()
    assert "aigeo.jsonl" in answer.headers["content-disposition"]
    part = client.get(f"{V1}/exports/jsonl", params={"around": "Huawei", "hops": 1})
    lines = [json.loads(line) for line in part.text.splitlines()]
    entities = {line["id"] for line in lines if line["record"] == "entity"}
    assert "firm:huawei" in entities
    assert len(entities) < got(client, "/stats")["entities"]["Entity"]
    fault(client, "/exports/jsonl", 422, types="Spaceship")
    fault(client, "/exports/jsonl", 404, around="Nobody at all")
    for name in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e", "nothing", "__init__"):
        assert client.get(f"{V1}/exports/{name}").status_code == 404, name


def test_conditional_get(client: httpx.Client) -> None:
    first = client.get(f"{V1}/stats")
    tag = first.headers["etag"]
    again = client.get(f"{V1}/stats", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = client.get(f"{V1}/stats", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.json()) == (200, first.json())


def test_conditional_export(embedded: Store) -> None:
    load_world(embedded)
    with served(embedded, Options()) as url, httpx.Client(base_url=url, timeout=30) as client:
        first = client.get(f"{V1}/exports/jsonl")
        tag = first.headers["etag"]
        assert tag.startswith('W/"')
        known = {"If-None-Match": tag}
        again = client.get(f"{V1}/exports/jsonl", headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        part = client.get(f"{V1}/exports/jsonl", params={"types": "Firm"}, headers=known)
        assert part.status_code == 200
        other = client.get(f"{V1}/exports/csv", headers=known)
        assert other.status_code == 200
        number = got(client, "/stats")
        remove_source(embedded, "world:ledger-b")
        assert got(client, "/stats")["statements"] < number["statements"]
        changed = client.get(f"{V1}/exports/jsonl", headers=known)
        assert changed.status_code == 200
        assert changed.content != first.content
        embedded.write("CREATE (:Load {id: 'load:x', state: 'publishing'})")
        assert "etag" not in client.get(f"{V1}/exports/jsonl").headers


def test_reconciliation(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    queries = {
        "q0": {"query": "huawei", "type": "Firm"},
        "q1": {"query": "Huawei", "type": "Chip"},
        "q2": {"query": "No such thing"},
    }
    for answer in (
        client.post("/reconcile", data={"queries": json.dumps(queries)}),
        client.get("/reconcile", params={"queries": json.dumps(queries)}),
    ):
        found = answer.json()
        assert found["q0"]["result"][0]["id"] == "firm:huawei"
        assert found["q0"]["result"][0]["match"] is True
        assert all(r["id"] != "firm:huawei" for r in found["q1"]["result"])
        assert not any(r["match"] for r in found["q2"]["result"])
    wanted = {"ids": ["chip:h100", "x:none"], "properties": [{"id": "name"}, {"id": "process_nm"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"]
    assert rows["chip:h100"]["name"] == [{"str": "Nvidia H100"}]
    assert list(rows["chip:h100"]["process_nm"][0].values()) == [4]
    assert rows["x:none"] == {"name": [], "process_nm": []}
    for bad in ("{", "[]", '{"q0": {}}', '{"q0": {"query": "", "limit": 0}}'):
        assert client.post("/reconcile", data={"queries": bad}).status_code == 400
    assert client.post("/reconcile", content=b"\xff=\xfe").status_code == 400
    types = client.get("/reconcile/suggest/type", params={"prefix": "fir"}).json()["result"]
    assert types == [{"id": "Firm", "name": "Firm"}]
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "nvi"}).json()["result"]
    assert "firm:nvidia" in [row["id"] for row in entities]
    proposed = client.get("/reconcile/extend/propose", params={"type": "Chip"}).json()
    assert {"id": "process_nm", "name": "process nm"} in proposed["properties"]
