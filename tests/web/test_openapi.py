"""The description of the API: complete, and true under whatever it admits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from aigeo.store import Store
from aigeo.web import Options
from tests.conftest import emptied
from tests.web.serving import served
from tests.web.world import load_world

EXAMPLES = 6
"""Requests for each operation."""


@pytest.fixture(scope="module")
def url(_embedded: Store) -> Iterator[str]:
    """The world with ad hoc Cypher allowed, so that all operations are described."""
    load_world(emptied(_embedded))
    with served(_embedded, Options(allow_cypher=True)) as address:
        yield address
    emptied(_embedded)


def test_no_server_error(url: str) -> None:
    schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
    tried = 0
    for found in schema.get_all_operations():

        @given(case=found.ok().as_strategy())
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def check(case: Any) -> None:
            case.call_and_validate(checks=[not_a_server_error, response_schema_conformance])

        check()
        tried += 1
    assert tried > 30


def test_every_parameter_and_body_has_words_and_key_ones_examples(url: str) -> None:
    described = httpx.get(f"{url}/api/v1/openapi.json").json()
    examples = 0
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation.get("summary"), where
            assert operation.get("tags"), where
            for parameter in operation.get("parameters", []):
                if not path.startswith("/reconcile"):
                    assert parameter.get("description") or parameter["in"] == "path", where
                examples += bool(parameter["schema"].get("examples"))
    assert examples > 20


def test_saved_queries_are_operations_with_their_types(url: str) -> None:
    paths = httpx.get(f"{url}/api/v1/openapi.json").json()["paths"]
    operation = paths["/api/v1/queries/who-can-constrain/rows"]["get"]
    parameters = {p["name"]: p for p in operation["parameters"]}
    assert parameters["entity"]["required"]
    assert parameters["max_hops"]["schema"]["anyOf"][0]["maximum"] == 5
    assert {"as_of", "_limit", "_offset"} <= set(parameters)
