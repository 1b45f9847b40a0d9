"""Options that choose and tune the extractor of articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
NAMES = ("extractor", "model", "base_url", "concurrency", "requests_per_minute", "max_cost")


def extractor_options(command: Command) -> Command:
    """Add the options; the command gets each of NAMES as text or None."""
    for option in reversed(
        (
            click.option(
                "--extractor",
                type=click.Choice(["local", "llm"]),
                help="How texts are read; local by default, llm when a model is named.",
            ),
            click.option(
                "--model",
                metavar="PROVIDER:NAME",
                help="Model of the llm extractor: anthropic:NAME or openai:NAME. The key is read "
                "from ANTHROPIC_API_KEY or OPENAI_API_KEY.",
            ),
            click.option(
                "--base-url",
                metavar="URL",
                help="Address of another server of the provider's form.",
            ),
            click.option("--concurrency", metavar="N", help="Requests at a time (4)."),
            click.option("--requests-per-minute", metavar="N", help="At most so many requests."),
            click.option(
                "--max-cost", metavar="USD", help="Ask nothing when the estimate is above this."
            ),
        )
    ):
        command = option(command)
    return command


def as_options(given: dict[str, Any]) -> dict[str, str]:
    """The options that were given, under the names that extractors know."""
    return {name.replace("_", "-"): given[name] for name in NAMES if given.get(name)}


def fields_option(command: Command) -> Command:
    """Add `--field NAME=KEY`; the command gets a dict as `fields`."""
    return click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="NAME=KEY",
        callback=_fields,
        help="Field of JSON lines to read: --field text=body --field title=meta.headline.",
    )(command)


def _fields(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in given:
        name, sign, key = text.partition("=")
        if not sign or not name or not key:
            raise click.BadParameter(f"{text!r} is not of the form NAME=KEY", ctx, option)
        pairs[name] = key
    return pairs
