"""The files around the code: Python search, compose file, pre-commit hooks, Makefile."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def find_python(path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", str(ROOT / "scripts/find_python.sh")],
        env={"PATH": str(path), **variables},
        capture_output=True,
        text=True,
    )


def fake_python(folder: Path, name: str, *, new_enough: bool) -> Path:
    program = folder / name
    program.write_text(f"#!/bin/bash\nexit {0 if new_enough else 1}\n")
    program.chmod(0o755)
    return program


def test_python3_is_preferred(tmp_path: Path) -> None:
    python3 = fake_python(tmp_path, "python3", new_enough=True)
    fake_python(tmp_path, "python3.14", new_enough=True)
    assert find_python(tmp_path).stdout.strip() == str(python3)


def test_old_python3_gives_way_to_the_newest(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", new_enough=False)
    fake_python(tmp_path, "python3.11", new_enough=True)
    newest = fake_python(tmp_path, "python3.13", new_enough=True)
    assert find_python(tmp_path).stdout.strip() == str(newest)


def test_python_asked_for_is_not_replaced(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", new_enough=True)
    fake_python(tmp_path, "old", new_enough=False)
    found = find_python(tmp_path, PYTHON="old")
    assert found.returncode == 1
    assert "PYTHON=old" in found.stderr


def test_no_python(tmp_path: Path) -> None:
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert "Python 3.11 or newer" in found.stderr


def test_compose_file_is_for_this_machine_only_and_has_a_health_check() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["neo4j"]
    assert service["image"].startswith("neo4j:5.26")
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "AIGEO_PASSWORD:?" in service["environment"]["NEO4J_AUTH"]
    assert "cypher-shell" in service["healthcheck"]["test"][1]


def test_pre_commit_runs_what_make_lint_runs() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = {hook["entry"] for repo in config["repos"] for hook in repo["hooks"]}
    makefile = (ROOT / "Makefile").read_text()
    [recipe] = re.findall(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    first_words = {" ".join(command.split()[:2]).rstrip(" .") for command in commands}
    assert {" ".join(hook.split()[:2]) for hook in hooks} == first_words


def test_ci_runs_make_test() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert "exec make test" in script.read_text()
