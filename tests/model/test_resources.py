from pathlib import Path

import pytest

from aigeo import resources
from aigeo.errors import ConfigError


def test_the_checkout_has_all_folders() -> None:
    assert (resources.schema_dir() / "aigeo.yaml").is_file()
    assert resources.loaders_dir().parent == resources.base_dir()
    assert resources.queries_dir().parent == resources.base_dir()


@pytest.mark.parametrize("layout", ["wheel", "checkout"])
def test_both_layouts_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    package = tmp_path / "src" / "aigeo"
    base = package / "data" if layout == "wheel" else tmp_path
    (base / "schema").mkdir(parents=True)
    package.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.base_dir.__wrapped__() == base


def test_missing_folders_are_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "a" / "b")
    with pytest.raises(ConfigError, match="are missing"):
        resources.base_dir.__wrapped__()
