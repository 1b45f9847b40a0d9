"""Which graph `aigeo.open` opens."""

from __future__ import annotations

import os
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import ConfigError


def settings_for(
    home: str | os.PathLike[str] | None,
    uri: str | None,
    user: str | None,
    password: str | None,
    database: str | None,
) -> Settings:
    """Give the environment's settings with the given ones in their place. Raises ConfigError."""
    if home is not None and uri is not None:
        raise ConfigError("home is a folder of an embedded graph and uri a server: give one")
    given = {
        "AIGEO_HOME": None if home is None else str(Path(home)),
        "AIGEO_URI": "" if home is not None else uri,
        "AIGEO_USER": user,
        "AIGEO_PASSWORD": password,
        "AIGEO_DATABASE": database,
    }
    return Settings.from_env(
        {**os.environ, **{key: value for key, value in given.items() if value is not None}}
    )
