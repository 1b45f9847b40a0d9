"""Where jars come from: Maven Central, or the mirror of it that this machine is told to use."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from aigeo.errors import ConfigError

CENTRAL = "https://repo.maven.apache.org/maven2"
_VARIABLE = re.compile(r"\$\{env\.(\w+)\}")


def repository(env: Mapping[str, str] | None = None, home: Path | None = None) -> str:
    """Give the root URL of the Maven repository to fetch from, without a closing slash.

    `AIGEO_MAVEN_MIRROR` wins, then a mirror of `central` in `~/.m2/settings.xml` (`home` stands
    for `~`), then Maven Central. Raises ConfigError when the chosen address is not an http(s) URL.
    """
    env = os.environ if env is None else env
    url = env.get("AIGEO_MAVEN_MIRROR") or None
    origin = "AIGEO_MAVEN_MIRROR"
    if url is None:
        settings = (home or Path.home()) / ".m2" / "settings.xml"
        url, origin = _mirror_of_central(settings, env), str(settings)
    if url is None:
        return CENTRAL
    if not url.startswith(("https://", "http://")):
        raise ConfigError(
            f"{origin} names {url!r} as mirror of Maven Central, which is not an http(s) address",
            hint=f"give the root of a Maven repository, such as {CENTRAL}",
        )
    return url.rstrip("/")


def _mirror_of_central(settings: Path, env: Mapping[str, str]) -> str | None:
    try:
        # Maven's own settings of this user: as trusted as the shell profile.
        root = ET.parse(settings).getroot()  # noqa: S314
    except OSError:
        return None  # no such file, the usual case
    except ET.ParseError as error:
        raise ConfigError(
            f"{settings} cannot be read: {error}",
            hint="mend it, or set AIGEO_MAVEN_MIRROR to the repository to use",
        ) from error
    for mirror in root.iterfind("{*}mirrors/{*}mirror"):
        blocked = mirror.findtext("{*}blocked", "false").strip() == "true"
        if _covers_central(mirror.findtext("{*}mirrorOf", "")) and not blocked:
            url = mirror.findtext("{*}url", "").strip()
            return _VARIABLE.sub(lambda found: env.get(found[1], found[0]), url)
    return None


def _covers_central(mirror_of: str) -> bool:
    """Say whether a `mirrorOf` value covers Maven Central (maven.apache.org, Mirror Settings)."""
    patterns = {pattern.strip() for pattern in mirror_of.split(",")}
    return "!central" not in patterns and not patterns.isdisjoint({"central", "*", "external:*"})
