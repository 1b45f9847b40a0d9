"""The files that run the server and style Neo4j Browser agree with the program."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import yaml

from aigeo.model.vocabulary import vocabulary
from aigeo.web.routes.explorer import FOLDER

ROOT = Path(__file__).parents[2]


def test_compose_serves_this_machine_only_and_needs_secrets() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"neo4j", "api", "loads"}
    for service in services.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    for name in ("api", "loads"):
        service = services[name]
        assert service["profiles"] == ["api"]
        assert service["depends_on"]["neo4j"]["condition"] == "service_healthy"
        assert service["environment"]["AIGEO_URI"] == "bolt://neo4j:7687"
        assert "AIGEO_PASSWORD:?" in service["environment"]["AIGEO_PASSWORD"]
    assert "aigeo load" in services["loads"]["command"][0]


def test_dockerfile_copies_what_the_wheel_is_made_of() -> None:
    text = (ROOT / "Dockerfile").read_text()
    copied = set(re.findall(r"^COPY (\S+) \S+$", text, re.M))
    assert {"src", "schema", "loaders", "queries"} <= copied
    assert "USER aigeo" in text
    assert '["serve", "--host", "0.0.0.0"]' in text


def test_browser_style_has_every_type_in_the_explorers_colours() -> None:
    style = (ROOT / "docs/neo4j-browser/style.grass").read_text()
    looks = (FOLDER / "js/look.js").read_text()
    colours = dict(re.findall(r'^  (\w+): \["(#\w+)"', looks, re.M))
    words = vocabulary()
    concrete = {name for name, kind in words.entity_types.items() if not kind.abstract}
    assert concrete - {"Entity", "Agent"} <= set(colours)
    for name, colour in colours.items():
        assert f"node.{name} {{\n  color: {colour};" in style
    for name in words.relation_types:
        assert f"relationship.{name} {{" in style


def test_vendored_files_are_those_of_their_packages_with_licences() -> None:
    vendor = FOLDER / "vendor"
    lines = (vendor / "VERSIONS").read_text().splitlines()[1:]
    assert len(lines) == 4
    for line in lines:
        package, _, file, digest = line.split()
        assert hashlib.sha256((vendor / Path(file).name).read_bytes()).hexdigest() == digest
        assert (
            "MIT" in (vendor / f"{package}.LICENSE").read_text()
            or "Permission" in (vendor / f"{package}.LICENSE").read_text()
        )


def test_own_files_are_small_and_ask_nobody_else() -> None:
    for file in [*FOLDER.glob("js/*.js"), *FOLDER.glob("css/*.css"), FOLDER / "index.html"]:
        text = file.read_text()
        assert len(text.splitlines()) <= 400, file
        assert not re.search(r"""(?:src|href|url\(|import.*|fetch\()\s*["'=(]*https?:""", text), (
            file
        )
        assert "innerHTML" not in text, file
