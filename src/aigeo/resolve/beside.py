"""What stands beside the names of an entity and helps to tell which thing it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def beside(properties: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Give addresses, marks and dates as a candidate has them, from properties of an entity."""

    def values(name: str) -> list[str]:
        value = properties.get(name)
        return [value] if isinstance(value, str) else list(value or ())

    return {
        "addresses": frozenset(values("address")),
        "marks": frozenset(
            {f"registration_number:{n}" for n in values("registration_number")}
            | {f"website:{_host(url)}" for url in values("website")}
        ),
        "dates": frozenset(
            f"{name}:{date}" for name in ("founded", "dissolved") for date in values(name)
        ),
    }


def _host(url: str) -> str:
    host = urlsplit(url if "//" in url else f"//{url}").hostname or url
    return host.removeprefix("www.")
