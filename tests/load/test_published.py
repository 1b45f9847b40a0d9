"""`aigeo load NAME` from a local copy of what the publisher offers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from aigeo.config import Settings
from aigeo.errors import InputError, UsageError
from aigeo.load import RunReport, run
from aigeo.load.registry import loaders
from aigeo.load.spec import LoaderSpec
from aigeo.resources import loaders_dir
from aigeo.store import Store
from tests.load.misbehaving import Site, Step, answer, ranged, serving
from tests.load.sources import facts, snapshot

SPECS = {name: loader.spec for name, loader in loaders(Settings.from_env({})).items()}
PUBLISHED = sorted(name for name, spec in SPECS.items() if any(f.url for f in spec.files))
ON_ONE_S_OWN = {"ftm", "kgx", "wikidata", "table", "article"}
"""Loaders of a form in which many publish; there is no one file to fetch."""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


class Publisher:
    """A shipped loader whose addresses lead to a local server with the files of a folder."""

    def __init__(self, store: Store, site: Site, folder: Path, loader: str) -> None:
        self.store, self.site, self.loader = store, site, loader
        self.files = folder / "published"
        shutil.copytree(loaders_dir() / loader / "sample", self.files)
        copy = folder / "loaders" / loader
        shutil.copytree(loaders_dir() / loader, copy)
        yaml = (copy / "loader.yaml").read_text("utf-8")
        local = re.sub(r"(    url: )https://[^/\s]+", rf"\g<1>http://{site.host}", yaml)
        # A sample holds fewer than a whole version must.
        (copy / "loader.yaml").write_text(re.sub(r"min: \d+", "min: 1", local), "utf-8")
        self.settings = replace(
            store.settings,
            cache=folder / "cache",
            extra_loaders=(folder / "loaders",),
            fetch_hosts=(site.host,),
        )
        site.steps = [self.served]

    def served(self, handler: BaseHTTPRequestHandler) -> None:
        name = PurePosixPath(handler.path).name.casefold()
        found = [p for p in self.files.iterdir() if p.name.casefold() == name]
        if found:
            ranged(found[0].read_bytes(), f'"{hash(found[0].read_bytes())}"')(handler)
        else:
            answer(b"not here", 404)(handler)

    def load(self, force: str | None = None) -> RunReport:
        (report,) = run(self.store, self.settings, [self.loader], force=force)
        return report


def test_addresses_are_those_of_the_files() -> None:
    for name in PUBLISHED:
        for file in SPECS[name].files:
            # Without one of its files a source is not whole, and least counts go unchecked.
            assert file.url or file.optional, f"{name}: {file.name}"
            if file.url:
                parts = urlsplit(file.url)
                assert parts.scheme == "https"
                assert PurePosixPath(parts.path).name.casefold() == file.name.casefold()


@pytest.mark.parametrize("name", sorted(set(SPECS) - set(PUBLISHED)))
def test_a_loader_without_addresses_says_where_to_look(embedded: Store, name: str) -> None:
    spec: LoaderSpec = SPECS[name]
    assert spec.kind == "export" or name in ON_ONE_S_OWN | {"agora"}
    with pytest.raises(UsageError, match=f"'{name}'") as caught:
        run(embedded, embedded.settings, [name])
    if spec.url:
        assert spec.url in str(caught.value.hint)


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_fetched_is_what_a_folder_gives(
    embedded: Store, site: Site, tmp_path: Path, name: str
) -> None:
    publisher = Publisher(embedded, site, tmp_path, name)
    report = publisher.load(force="a sample")
    assert report.added > 0
    assert facts(embedded)
    assert publisher.load().unchanged
    assert site.requests[-1]["If-None-Match"]
    # The same bytes from a folder are no new version either.
    (again,) = run(embedded, publisher.settings, [str(publisher.files)], loader=name)
    assert again.unchanged


def test_a_file_that_may_be_missing_is_done_without(
    embedded: Store, site: Site, tmp_path: Path
) -> None:
    publisher = Publisher(embedded, site, tmp_path, "ofac-sdn")
    (publisher.files / "sdn_comments.csv").unlink()
    report = publisher.load()
    assert facts(embedded)
    assert any("without sdn_comments.csv" in w and "404" in w for w in report.warnings)


HARM: dict[str, tuple[Step, str]] = {
    "gone": (answer(b"", 404), "the server answered 404"),
    "page": (answer(b"<html>", Content_Type="text/html; charset=utf-8"), "a web page in place"),
    "page as csv": (answer(b"<!DOCTYPE html><html>busy</html>"), "this is a web page, not data"),
    "empty": (answer(b""), "the file is empty"),
    "private": (answer(b"", 302, Location="http://10.0.0.8/alt.csv"), "not public"),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_a_bad_answer_leaves_the_last_version(
    embedded: Store, site: Site, tmp_path: Path, harm: str
) -> None:
    publisher = Publisher(embedded, site, tmp_path, "ofac-sdn")
    publisher.load()
    before = snapshot(embedded)
    step, said = HARM[harm]

    def spoilt(handler: BaseHTTPRequestHandler) -> None:
        (step if handler.path.endswith("ALT.CSV") else publisher.served)(handler)

    site.steps = [spoilt]
    with pytest.raises(InputError, match=said) as caught:
        publisher.load(force="even when forced")
    assert "alt.csv" in str(caught.value).casefold()
    assert snapshot(embedded) == before
    site.steps = [publisher.served]
    assert not publisher.load().error


def test_datasets_whose_files_have_one_name_are_told_apart(
    embedded: Store, site: Site, tmp_path: Path
) -> None:
    sample = (loaders_dir() / "ftm" / "sample" / "invented.ftm.json").read_bytes()
    site.steps = [answer(sample)]
    settings = replace(embedded.settings, cache=tmp_path / "cache", fetch_hosts=(site.host,))
    addresses = [site.url(f"datasets/latest/{name}/entities.ftm.json") for name in ("one", "two")]
    reports = run(embedded, settings, addresses)
    assert [report.source for report in reports] == ["ftm:one", "ftm:two"]
    local = tmp_path / "three" / "entities.ftm.json"
    local.parent.mkdir()
    local.write_bytes(sample)
    (report,) = run(embedded, settings, [str(local)])
    assert report.source == "ftm:three"
