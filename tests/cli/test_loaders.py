"""Beginning and testing loaders on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from aigeo.load.table.mapping import read_mapping
from tests.cli.conftest import complaint, ok
from tests.load.misbehaving import answer, serving


def test_a_new_loader_works_as_it_is(cli, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("AIGEO_LOADERS", str(folder))
    result = cli("loaders", "new", "chip-exports")
    assert result.exit_code == 0, result.stderr
    made = {Path(line).relative_to(folder).as_posix() for line in result.stdout.splitlines()}
    assert made == {
        "chip-exports/loader.yaml", "chip-exports/loader.py",
        "chip-exports/sample/chip-exports.csv", "chip-exports/test_chip_exports.py",
    }  # fmt: skip
    (check,) = ok(cli("loaders", "test", "chip-exports"))
    assert check["failures"] == check["warnings"] == check["rejections"] == []
    assert check["entities"] == {"Country": 2, "Firm": 3}
    (report,) = ok(cli("load", str(folder / "chip-exports" / "sample" / "chip-exports.csv")))
    assert report["source"] == "chip-exports"
    assert "is there already" in complaint(cli("loaders", "new", "chip-exports"), 2)
    for name in ("Chips", "a b", "../x", ""):
        assert "is not a name" in complaint(cli("loaders", "new", name), 2)


def test_a_new_loader_is_tested_by_its_name(bare, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    begun = bare("loaders", "new", "my-list")
    assert begun.exit_code == 0
    assert f"once AIGEO_LOADERS names {tmp_path / 'loaders'}" in begun.stderr
    (check,) = ok(bare("loaders", "test", "my-list"))
    assert check["failures"] == []


def test_the_test_of_a_new_loader_runs(bare, tmp_path: Path) -> None:
    assert bare("loaders", "new", "my-firms", "--folder", str(tmp_path)).exit_code == 0
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_loader_that_breaks_what_it_asserts_fails(bare, tmp_path: Path) -> None:
    bare("loaders", "new", "firms", "--folder", str(tmp_path))
    sample = tmp_path / "firms" / "sample" / "firms.csv"
    text = sample.read_text().replace("Row,", "Rank,")
    sample.write_text(text + "4,Nobody,Atlantis,,,\n")
    result = bare("loaders", "test", str(tmp_path / "firms"), "--format", "table")
    assert result.exit_code == 1
    assert "warning: firms.csv: columns not read: Rank" in result.stdout
    assert "rejected: firms.csv row 4: unknown country: Atlantis" in result.stdout
    assert "FAILED: 4 Firm entities in the sample, 3 expected" in result.stdout
    assert "FAILED: 1 records of the sample rejected, 0 expected" in result.stdout
    assert "no loader is named" in complaint(bare("loaders", "test", "nothing"))


def test_a_loader_of_texts_is_tested_too(bare) -> None:
    (check,) = ok(bare("loaders", "test", "article"))
    assert check["emitted"] > 10


TABLES = {
    "suppliers.csv": "Supplier;Country;Customer;Start date;Note\n"
    "Acme Tools;Japan;Fab One;2019-01-05;x\nOther Tools;USA;Fab One;2020-02-01;y\n",
    "rounds.tsv": "Company\tInvestor\tAmount (USD)\tDate\nAcme\tBig Fund\t5000000\t2024-05-01\n",
    "people.jsonl": '{"person": "Ada", "employer": "Acme", "role": "CEO", "since": "2020"}\n',
    "owners.json": '{"rows": [{"company": "Acme", "owner": "Holding", "share": "51.5"}]}',
    "models.csv": "Model,Organization,Publication date,Country\n"
    'A-1,Acme,2024-01-01,"China,Japan"\n',
    "plain.csv": "id,label,remark\n1,Thing,ä\n",
    "register.csv": "Stand: 2024;;;\nHandelsregister;;;\n"
    "Gesellschaft;Aktionär;Anteil (%);Seit\nChipwerk;Acme;50,1;2020\nChipwerk;Other;49,9;2021\n",
    "sparql.json": '{"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": [{"item": '
    '{"value": "http://www.wikidata.org/entity/Q248"}, "itemLabel": {"value": "Intel"}}]}}',
    "excel.csv": "sep=;\nFirm;Country\nAcme;Japan\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_proposed_mapping_loads(cli, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    encoding = "cp1252" if name == "register.csv" else "utf-8"
    Path(name).write_text(TABLES[name], encoding=encoding)
    result = cli("loaders", "new", "proposed", "--table", name)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip() == "proposed.yaml"
    (report,) = ok(cli("load", "proposed.yaml"))
    assert (report["rejected"], report["warnings"]) == ({}, [])
    assert report["added"] > 0
    (table,) = read_mapping(Path("proposed.yaml")).tables
    kinds = [relation.type.value for relation in table.relations]
    expected = {
        "suppliers.csv": "SUPPLIES",
        "rounds.tsv": "INVESTS_IN",
        "people.jsonl": "WORKS_FOR",
        "owners.json": "OWNS",
        "models.csv": "DEVELOPS",
        "excel.csv": "BASED_IN",
    }
    if name in expected:
        assert expected[name] in kinds
    assert "is there already" in complaint(cli("loaders", "new", "proposed", "--table", name), 2)


def test_a_mapping_is_proposed_for_parquet(bare, tmp_path: Path) -> None:
    table = pyarrow.table({"firm": ["Acme", "Other"], "country": ["CN", "US"]})
    pyarrow.parquet.write_table(table, tmp_path / "firms.parquet")
    result = bare("loaders", "new", "x", "--table", str(tmp_path / "firms.parquet"), "--folder",
                  str(tmp_path))  # fmt: skip
    assert result.exit_code == 0, result.stderr
    (mapped,) = read_mapping(tmp_path / "x.yaml").tables
    assert mapped.file == "firms.parquet"
    assert mapped.relations[0].type.value == "BASED_IN"


def test_what_is_no_table_gets_no_mapping(bare, tmp_path: Path) -> None:
    for name, text in {"a.pdf": "x", "b.csv": "", "c.csv": "a,b\n", "d.json": "{"}.items():
        (tmp_path / name).write_text(text)
        message = complaint(
            bare("loaders", "new", "x", "--table", str(tmp_path / name), "--folder", str(tmp_path))
        )
        assert name in message
    assert not (tmp_path / "x.yaml").exists()


def test_a_loader_downloads_what_its_publisher_offers(cli, tmp_path: Path, monkeypatch) -> None:
    bare_folder = tmp_path / "mine"
    cli("loaders", "new", "published", "--folder", str(bare_folder))
    monkeypatch.setenv("AIGEO_LOADERS", str(bare_folder))
    monkeypatch.setenv("AIGEO_CACHE", str(tmp_path / "cache"))
    sample = (bare_folder / "published" / "sample" / "published.csv").read_bytes()
    with serving() as site:
        yaml = bare_folder / "published" / "loader.yaml"
        published = f"    url: {site.url('get/published.csv')} #"
        text = yaml.read_text().replace("    # url: https://example.org/published.csv", published)
        yaml.write_text(text)
        site.steps = [answer(sample, ETag='"1"'), answer(b"", 304)]
        assert "not public" in complaint(cli("load", "published"))
        monkeypatch.setenv("AIGEO_FETCH_HOSTS", site.host)
        (report,) = ok(cli("load", "published"))
        added = report["added"]
        assert added >= 9
        (again,) = ok(cli("load", "published"))
        assert again["unchanged"] is True
        site.steps = [answer(b"<html>", Content_Type="text/html")]
        assert "web page" in complaint(cli("load", "published"))
        site.steps = [answer(sample.splitlines(keepends=True)[0])]
        assert "no rows" in complaint(cli("load", "published"))
        mapping = tmp_path / "map.yaml"
        mapping.write_text(
            f"name: mapped\ntitle: Mapped\nfile: {site.url('table.csv?year=2025')}\n"
            "ignore: [Row, Founded, Supplies, Since]\n"
            "entities: {firm: {type: Firm, name: Company, countries: Country}}\n"
        )
        site.steps = [answer(sample)]
        (mapped,) = ok(cli("load", str(mapping)))
        assert (mapped["read"], mapped["added"], mapped["warnings"]) == (3, 2, [])
    (source,) = [s for s in ok(cli("sources")) if s["id"] == "published"]
    assert json.dumps(source["last_change"]) == json.dumps(
        {"added": added, "changed": 0, "withdrawn": 0, "rejected": 0}
    )
