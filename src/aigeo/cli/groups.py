"""Command groups that do something when no subcommand is named."""

from __future__ import annotations

from typing import Any

import click


class DefaultGroup(click.Group):
    """A group that runs `default` when the words after its name are no subcommand.

    `aigeo sources --format json` is then `aigeo sources list --format json`.
    """

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        kwargs.setdefault("no_args_is_help", False)
        super().__init__(*args, **kwargs)
        self._default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default subcommand in where an option or nothing follows the group's name."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = [self._default, *args]
        return super().parse_args(ctx, args)
