"""`aigeo query` and `aigeo cypher` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.queries import catalogue
from aigeo.store import Store
from tests.queries.world import AS_OF

Run = Callable[..., Result]


@pytest.fixture
def aigeo(world: Store, use_store: Callable[[Store], dict[str, str]]) -> Run:
    use_store(world)

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin)

    return run


def test_the_list_as_json(aigeo: Run, world: Store) -> None:
    listed = json.loads(aigeo("query", "--format", "json").stdout)
    assert [q["name"] for q in listed] == list(catalogue(world.settings))
    for query in listed:
        assert {"name", "title", "question", "parameters", "columns", "example"} <= set(query)
        for parameter in query["parameters"]:
            assert {"name", "type", "default", "example", "description"} <= set(parameter)
        assert query["parameters"][-1]["name"] == "as_of"


def test_the_list_as_a_table(aigeo: Run) -> None:
    shown = aigeo("query", "--format", "table").stdout
    assert "who-can-constrain" in shown
    assert "entity, [max_hops], [limit]" in " ".join(shown.split())


def test_an_answer_in_each_format(aigeo: Run) -> None:
    asked = ("query", "owners", "-p", "entity=anthropic", "--as-of", AS_OF, "--format")
    rows = json.loads(aigeo(*asked, "json").stdout)
    assert [row["owner"] for row in rows] == ["firm:google", "firm:alphabet"]
    table = list(csv.DictReader(io.StringIO(aigeo(*asked, "csv").stdout)))
    assert [row["owner"] for row in table] == ["firm:google", "firm:alphabet"]
    assert json.loads(table[0]["sources"]) == [["world:ledger-a"]]
    assert "Google" in aigeo(*asked, "table").stdout


def test_a_table_leaves_out_the_ids_that_have_names(aigeo: Run) -> None:
    shown = aigeo("query", "denials", "--example", "--as-of", AS_OF, "--format", "table").stdout
    words = set(shown.split())
    assert {"who_name", "whom_name", "quote"} <= words
    assert not {"who", "whom", "what"} & words


def test_the_example_and_a_parameter_over_it(aigeo: Run) -> None:
    rows = json.loads(aigeo("query", "owners", "--example").stdout)
    other = json.loads(aigeo("query", "owners", "--example", "-p", "entity=Kunlunxin").stdout)
    assert [row["owner"] for row in rows] == ["firm:microsoft", "firm:softbank"]
    assert [row["owner"] for row in other] == ["firm:baidu"]


def test_the_file_is_shown(aigeo: Run, world: Store) -> None:
    path = catalogue(world.settings)["owners"].path
    assert aigeo("query", "owners", "--show").stdout == path.read_text(encoding="utf-8")


def test_no_rows_are_an_empty_list(aigeo: Run) -> None:
    found = aigeo("query", "shared-suppliers", "-p", "a=Baidu", "-p", "b=Meta", "--format", "json")
    assert (found.exit_code, json.loads(found.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("query", "denial"), 1, "did you mean denials"),
        (("query", "owners"), 2, "needs parameter entity"),
        (("query", "owners", "-p", "whom=Baidu"), 2, "no parameter 'whom'"),
        (
            ("query", "owners", "-p", "entity=Baidu", "-p", "limit=x"),
            2,
            "'x' is not a whole number",
        ),
        (("query", "owners", "-p", "entity=Baidu", "--as-of", "soon"), 2, "'soon' is not a date"),
        (("query", "owners", "-p", "entity=Zork"), 1, "Zork"),
        (("query", "owners", "-p", "entity"), 2, "key=value"),
        (("query", "owners", "-p", "limit=1", "-p", "limit=2"), 2, "given twice"),
        (("query", "--example"), 2, "need its NAME"),
        (("query", "owners", "--format", "xml"), 2, "xml"),
        (("cypher", "MATCH (n) SET n.x = 1"), 1, "SET is not a reading clause"),
        (("cypher", "CREATE (n:Entity {id: 'x'})"), 1, "cannot begin with 'CREATE'"),
        (("cypher", "CALL dbms.killQuery('1')"), 1, "dbms.killQuery"),
        (("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"), 1, "LOAD"),
        (("cypher", "RETURN 1 +"), 1, "engine refuses"),
        (("cypher", ""), 1, "empty"),
    ],
)
def test_what_is_wrong_is_one_line_and_a_code(
    aigeo: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found = aigeo(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert found.stdout == ""
    assert "Traceback" not in found.stderr


def test_cypher_with_parameters(aigeo: Run) -> None:
    found = aigeo(
        "cypher",
        "MATCH (n:Entity) WHERE n.id IN $ids AND $n = 3 AND $as_of > '2000' "
        "RETURN n.name AS name ORDER BY name",
        "-p", 'ids=["cc:cn", "cc:tw"]', "-p", "n=3", "--format", "csv",
    )  # fmt: skip
    assert found.stdout.split() == ["name", "China", "Taiwan"]


def test_cypher_from_standard_input(aigeo: Run) -> None:
    text = "// two\nMATCH (n:Policy) WHERE n.name CONTAINS 'Comp' RETURN n.name AS name;\n"
    assert json.loads(aigeo("cypher", "-", "--format", "json", stdin=text).stdout) == [
        {"name": "Advanced Computing Rule"}
    ]


def test_a_write_leaves_the_graph_as_it_was(aigeo: Run, world: Store) -> None:
    count = "MATCH (n) RETURN count(n) AS n"
    before = world.read(count)
    assert aigeo("cypher", "MATCH (n) DETACH DELETE n").exit_code == 1
    assert world.read(count) == before


def test_a_folder_of_ones_own(aigeo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path("queries/people.cypher")
    own = (Path(__file__).parents[2] / text).read_text(encoding="utf-8")
    (tmp_path / "staff.cypher").write_text(own, encoding="utf-8")
    monkeypatch.setenv("AIGEO_QUERIES", str(tmp_path))
    found = aigeo("query", "staff", "--example", "--format", "json")
    assert [row["name"] for row in json.loads(found.stdout)] == ["Dario Amodei"]
