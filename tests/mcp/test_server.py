"""The tools as the official client sees them, over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from aigeo.store import Store
from tests.conftest import emptied, environment
from tests.web.world import AS_OF, load_world

TOOLS = {"search", "entity", "paths", "list_queries", "run_query", "evidence",
         "reach", "choke_points", "known_at", "what_if"}  # fmt: skip


@pytest.fixture(scope="module")
def graph(_embedded: Store) -> Iterator[Store]:
    """The world on the embedded engine, which the server's process shares."""
    load_world(emptied(_embedded))
    yield _embedded
    emptied(_embedded)


def talk(store: Store, work: Callable[[Client], Awaitable[Any]]) -> Any:
    """Start `aigeo mcp`, connect the official client, and do some work with it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "aigeo", "mcp"],
        env={**os.environ, **environment(store.settings)},
    )

    async def session() -> Any:
        async with Client(stdio_client(server)) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(session(), 120))


async def ask(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    answer: dict[str, Any] = result.structured_content or {}
    return answer


async def complaint(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return " ".join(getattr(part, "text", "") for part in result.content)


def test_a_model_can_ask_everything_and_cite_it(graph: Store) -> None:
    before = graph.read("MATCH (n) RETURN count(n) AS n")

    async def work(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == TOOLS
        for tool in tools.values():
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.description

        found = await ask(client, "search", text="huaw")
        assert found["entities"][0]["id"] == "firm:huawei"

        entity = await ask(client, "entity", entity="Huawei")
        assert entity["id"] == "firm:huawei"
        sanctions = next(f for f in entity["facts"] if f["type"] == "SANCTIONS")
        (citation,) = sanctions["citations"]
        assert citation["source"] == "world:ledger-a"
        assert citation["title"]
        assert citation["quote"]
        assert citation["date"] == "2019-05-16"

        paths = await ask(client, "paths", source="ASML", target="Claude Opus 4.5", as_of=AS_OF)
        best = paths["paths"][0]
        assert best["effect"] == "enables"
        assert best["chain"].startswith("ASML -[SUPPLIES]-> TSMC")
        assert all(hop["citations"][0]["quote"] for hop in best["hops"])
        without = await ask(
            client, "paths", source="ASML", target="Claude Opus 4.5", as_of=AS_OF,
            exclude=["firm:tsmc"],
        )  # fmt: skip
        assert without["paths"] == []

        names = {q["name"] for q in (await ask(client, "list_queries"))["queries"]}
        assert "who-can-constrain" in names
        rows = await ask(
            client, "run_query", name="who-can-constrain",
            parameters={"entity": "Huawei", "as_of": AS_OF}, limit=1,
        )  # fmt: skip
        assert len(rows["rows"]) == 1
        assert rows["sources"]["world:ledger-a"]["title"]

        evidence = await ask(client, "evidence", fact=sanctions["id"])
        assert evidence["relation"]["subject_name"] == "Government of the United States"
        assert evidence["statements"][0]["citation"]["id"] == "world:ledger-a"

    talk(graph, work)
    assert graph.read("MATCH (n) RETURN count(n) AS n") == before


def test_a_model_can_analyse_and_suppose(graph: Store) -> None:
    overlay = {"remove": [{"type": "SUPPLIES", "subject": "Huawei", "object": "Baidu"}]}
    question = {"kind": "paths", "source": "Huawei", "target": "Baidu", "as_of": AS_OF}
    before = graph.read("MATCH (n) RETURN count(n) AS n")

    async def work(client: Client) -> None:
        found = await ask(client, "reach", entity="Baidu", sign="constrain", top=2, as_of=AS_OF)
        assert len(found["rows"]) == 2
        for row in found["rows"]:
            assert row["chain"]
            assert all(hop["citations"][0]["quote"] for hop in row["hops"])
        choked = await ask(client, "choke_points", entity="Claude Opus 4.5", as_of=AS_OF)
        assert choked["bottlenecks"][0]["loss"] > 0
        assert choked["bottlenecks"][0]["hops"][0]["citations"]
        assert set(choked["cuts"]) == {"firms", "countries", "items"}
        supposed = await ask(client, "what_if", question=question, overlay=overlay)
        assert len(supposed["facts"]["removed"]) == 1
        assert supposed["removed"]
        known = await ask(client, "known_at", question=question, day="2001-01-01")
        assert known["rows"] == []
        assert "neither adds" in await complaint(client, "what_if", question=question, overlay={})
        assert "no entity is named" in await complaint(client, "reach", entity="Nobody at all")
        assert await complaint(client, "reach", entity="Baidu", direction="sideways")
        assert await complaint(client, "choke_points", entity="Baidu", substitute=101)
        assert await complaint(client, "known_at", question={"kind": "dance"}, day="2020-01-01")
        assert await complaint(client, "known_at", question=question, day="soon")

    talk(graph, work)
    assert graph.read("MATCH (n) RETURN count(n) AS n") == before


def test_errors_tell_the_model_what_to_do(graph: Store) -> None:
    async def work(client: Client) -> None:
        assert "no entity is named" in await complaint(client, "entity", entity="Nobody at all")
        message = await complaint(client, "run_query", name="denial")
        assert "denials" in message
        message = await complaint(
            client, "run_query", name="who-can-constrain", parameters={"entity": "Huawei", "x": 1}
        )
        assert "no parameter 'x'" in message
        assert "no fact" in await complaint(client, "evidence", fact="f:none")
        message = await complaint(client, "paths", source="ASML", target="ASML")
        assert "two entities" in message
        assert await complaint(client, "paths", source="ASML", target="TSMC", max_hops=99)
        assert await complaint(client, "search", text="")
        assert await complaint(
            client, "paths", source="ASML", target="TSMC", relation_types=["LOVES"]
        )

    talk(graph, work)
