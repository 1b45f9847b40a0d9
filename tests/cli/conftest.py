"""Running the command line in this process, on the graph of a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.store import Store

Cli = Callable[..., Result]


@pytest.fixture
def bare() -> Cli:
    """Run `aigeo` in the environment of the test, without a graph of its own."""

    def run(*args: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(args), input=input)

    return run


@pytest.fixture
def cli(store: Store, use_store: Callable[[Store], dict[str, str]], bare: Cli) -> Cli:
    """Run `aigeo` on each engine in turn; the graph is empty at first."""
    use_store(store)
    return bare


def ok(result: Result) -> Any:
    """Give the JSON that a successful command printed."""
    assert result.exit_code == 0, (result.stdout, result.stderr, result.exception)
    return json.loads(result.stdout)


def complaint(result: Result, code: int = 1) -> str:
    """Give the one line of a failed command."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, (result.stdout, result.stderr)
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in result.stderr
    return lines[0]
