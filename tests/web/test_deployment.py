"""The files that run the server and style Neo4j Browser agree with the program."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from pathlib import Path

import yaml

from aigeo.cli import main
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


def test_command_lines_are_those_of_the_program() -> None:
    """Each `aigeo …` of the two files is parsed by the command line, with its environment."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    docker = (ROOT / "Dockerfile").read_text()
    (entry,) = re.findall(r"^ENTRYPOINT (\[.*\])$", docker, re.M)
    (command,) = re.findall(r"^CMD (\[.*\])$", docker, re.M)
    lines = [json.loads(entry) + json.loads(command)]
    for service in services.values():
        assert not any(key in service for key in ("network_mode", "privileged", "pid"))
        for script in service.get("command", []):
            lines += [
                ["aigeo", *shlex.split(found)]
                for found in re.findall(r"\baigeo ([^;&|\n]+)", script.replace("$$", "$"))
            ]
    assert [line[:2] for line in lines] == [["aigeo", "serve"], ["aigeo", "load"]]
    for program, name, *rest in lines:
        assert program == "aigeo"
        context = main.make_context("aigeo", [name, *rest], resilient_parsing=True)
        found, subcommand, arguments = main.resolve_command(context, [name, *rest])
        assert (found, subcommand is not None) == (name, True)
        # Raises UsageError for an option that there is not.
        subcommand.make_context(name, [a.replace("$AIGEO_SOURCES", "epoch-ai") for a in arguments])
    known = set(re.findall(r"AIGEO_[A-Z]+", (ROOT / "src/aigeo/config.py").read_text()))
    known |= set(
        re.findall(r"AIGEO_[A-Z]+", (ROOT / "src/aigeo/cli/commands/serve.py").read_text())
    )
    own = {"AIGEO_SOURCES", "AIGEO_EVERY"}  # read by the script of the loads
    for service in services.values():
        named = {key for key in service.get("environment", {}) if key.startswith("AIGEO_")}
        assert named <= known | own


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
