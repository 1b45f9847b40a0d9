"""Settings, read from the environment once a process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from aigeo.errors import ConfigError

DEFAULT_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says about where data lives and how it is reached.

    `home` holds the embedded engine's data, staged loads and reject files; `cache` holds
    downloads that can be fetched again. Without `uri` the embedded engine is used.
    """

    home: Path
    cache: Path
    uri: str | None = None
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    batch: int = DEFAULT_BATCH
    extra_loaders: tuple[Path, ...] = ()
    extra_queries: tuple[Path, ...] = ()
    fetch_hosts: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read `AIGEO_*` variables; see docs/reference/settings.md.

        Raises ConfigError when a variable has a value that cannot be used.
        """
        env = os.environ if env is None else env
        return cls(
            home=_path(env, "AIGEO_HOME", platformdirs.user_data_path("aigeo", appauthor=False)),
            cache=_path(env, "AIGEO_CACHE", platformdirs.user_cache_path("aigeo", appauthor=False)),
            uri=_uri(env),
            user=env.get("AIGEO_USER") or "neo4j",
            password=env.get("AIGEO_PASSWORD") or None,
            database=env.get("AIGEO_DATABASE") or None,
            batch=_batch(env),
            extra_loaders=_folders(env, "AIGEO_LOADERS"),
            extra_queries=_folders(env, "AIGEO_QUERIES"),
            fetch_hosts=tuple(h.strip() for h in env.get("AIGEO_FETCH_HOSTS", "").split(",") if h),
        )


def _path(env: Mapping[str, str], name: str, default: Path) -> Path:
    value = env.get(name)
    return Path(value).expanduser().absolute() if value else default


def _uri(env: Mapping[str, str]) -> str | None:
    uri = env.get("AIGEO_URI") or None
    schemes = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
    if uri is not None and not uri.startswith(schemes):
        raise ConfigError(
            f"AIGEO_URI is {uri!r}, which is not a Bolt address",
            hint="use bolt://host:7687 or neo4j://host:7687, or unset it for the embedded engine",
        )
    return uri


def _batch(env: Mapping[str, str]) -> int:
    value = env.get("AIGEO_BATCH")
    if not value:
        return DEFAULT_BATCH
    if not value.isdigit() or not 1 <= int(value) <= 100_000:
        raise ConfigError(
            f"AIGEO_BATCH is {value!r}", hint="give a whole number of rows from 1 to 100000"
        )
    return int(value)


def _folders(env: Mapping[str, str], name: str) -> tuple[Path, ...]:
    folders = tuple(
        Path(p).expanduser().absolute() for p in env.get(name, "").split(os.pathsep) if p
    )
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"{name} names {folder}, which is not a folder")
    return folders
