"""Secrets kept out of everything that the command line prints about errors."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

HIDDEN = "•••"
_USERINFO = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_SECRET_NAME = re.compile(r"(PASSWORD|TOKEN|SECRET|API_KEY)$")
_SHORTEST = 4  # a shorter value would blot out ordinary words


def redact(text: str, env: Mapping[str, str] | None = None) -> str:
    """Hide user names and passwords in URLs and the values of secret environment variables."""
    env = os.environ if env is None else env
    text = _USERINFO.sub(HIDDEN, text)
    for name, value in env.items():
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST:
            text = text.replace(value, HIDDEN)
    return text
