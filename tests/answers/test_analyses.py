"""Every analysis takes what-if, known-at and receipts on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from aigeo.answers.analyses import ANALYSES
from aigeo.answers.questions import question_of
from aigeo.errors import InputError
from tests.queries.world import AS_OF

Run = Callable[..., Result]
ASKED = {
    "paths": ("paths", "Huawei", "Baidu"),
    "reach": ("reach", "Baidu"),
    "ownership": ("ownership", "Kunlunxin"),
    "chokepoints": ("chokepoints", "GPT-4"),
    "stopping_countries": ("chokepoints", "--models"),
}
OVERLAY = """
title: other owners, other makers
entities:
  - {type: Firm, name: New Foundry, countries: [nl]}
add:
  - {type: OWNS, subject: Huawei, object: Kunlunxin, qualifiers: {share: 80}}
  - type: MANUFACTURES
    subject: New Foundry
    object: Nvidia H100
    qualifiers: {share_of_market: 60}
  - {type: BASED_IN, subject: New Foundry, object: Netherlands}
remove:
  - {type: SUPPLIES, subject: Huawei, object: Baidu}
"""


def test_all_are_asked() -> None:
    assert set(ASKED) == set(ANALYSES)


@pytest.mark.parametrize("kind", ASKED)
def test_under_an_overlay_and_with_a_receipt(aigeo: Run, tmp_path: Path, kind: str) -> None:
    asked = (*ASKED[kind], "--as-of", AS_OF)
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(OVERLAY)
    found = aigeo(*asked, "--what-if", str(overlay), "--format", "json")
    assert found.exit_code == 0, found.output
    changed = json.loads(found.stdout)
    assert changed["added"] or changed["removed"] or changed["changed"]
    assert len(changed["facts"]["removed"]) == 1
    shown = aigeo(*asked, "--what-if", str(overlay), "--format", "table")
    assert shown.exit_code == 0, shown.output
    assert "1 removed" in shown.stderr
    for more in ((), ("--what-if", str(overlay)), ("--known-at", "2020-01-01")):
        file = tmp_path / "receipt.json"
        made = aigeo(*asked, *more, "--receipt", str(file), "--format", "json")
        assert made.exit_code == 0, made.output
        checked = aigeo("verify", str(file), "--format", "json")
        assert checked.exit_code == 0, checked.output
        assert json.loads(checked.stdout)["confirmed"]
    plain = aigeo(*asked, "--format", "json")
    assert plain.exit_code == 0
    assert "what-if" not in plain.stdout


def test_a_supposed_owner_changes_the_ownership(aigeo: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(OVERLAY)
    asked = ("ownership", "Kunlunxin", "--as-of", AS_OF, "--what-if", str(overlay))
    changed = json.loads(aigeo(*asked, "--format", "json").stdout)
    (owner,) = [row for row in changed["added"] if row["part"] == "owner"]
    assert (owner["id"], owner["share"]) == ("firm:huawei", 80.0)


def test_a_receipt_names_no_module_to_import() -> None:
    with pytest.raises(InputError, match="'os:system' is a function in a module"):
        question_of("paths", "", "", {"score": "os:system"})
