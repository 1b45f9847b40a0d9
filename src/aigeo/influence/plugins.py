"""Scores of one's own in the place of weight × confidence × recency."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import entry_points
from pathlib import Path

from aigeo.errors import UsageError
from aigeo.influence.facts import Fact
from aigeo.influence.scoring import Score, score

ENTRY_POINTS = "aigeo.scores"
DEFAULT = "default"


def load_score(name: str) -> Score:
    """Give a score by name: `default`, an entry point of `aigeo.scores`, or `module:function`.

    A module is looked for where Python looks, and in the working directory. The function takes a
    `Fact` and an ISO day, and gives a number of 0 (no way) to 1. Raises UsageError when it is not
    found, fails or gives anything else.
    """
    if name == DEFAULT:
        return score
    named = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name in named:
        return _guarded(name, named[name].load())
    module, _, function = name.partition(":")
    if not module or not function:
        known = ", ".join(sorted({DEFAULT, *named}))
        raise UsageError(f"no score is named {name!r}", hint=f"known: {known}; or module:function")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        found = getattr(importlib.import_module(module), function)
    except ImportError as error:
        raise UsageError(f"score {name!r}: {error}") from error
    except AttributeError as error:
        raise UsageError(f"score {name!r}: {module} has no function {function!r}") from error
    return _guarded(name, found)


def _guarded(name: str, function: Score) -> Score:
    if not callable(function):
        raise UsageError(f"score {name!r} is not a function")

    def checked(fact: Fact, day: str) -> float:
        try:
            value = float(function(fact, day))
        except Exception as error:
            raise UsageError(f"score {name!r} failed on fact {fact.id}: {error!r}") from error
        if not 0 <= value <= 1:
            raise UsageError(f"score {name!r} gave {value} for fact {fact.id}; 0 to 1 is allowed")
        return value

    return checked
