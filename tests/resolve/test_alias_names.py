"""The alias table: names in other scripts stand for one thing each."""

from __future__ import annotations

import pytest

from aigeo.model.names import name_key
from aigeo.resolve.aliases import alias_table, written_entries
from aigeo.resolve.find import find
from aigeo.store import Store
from tests.resolve.graphs import write

NAMES = {
    "Huawei": ["Хуавэй", "ファーウェイ", "화웨이", "هواوي", "華為技術有限公司"],
    "Samsung": ["삼성전자", "삼성전자 주식회사", "サムスン電子株式会社"],
    "TSMC": ["台灣積體電路製造股份有限公司", "台积电"],
    "SMIC": ["中芯国际集成电路制造有限公司"],
    "Nvidia": ["엔비디아", "エヌビディア", "إنفيديا"],
    "SK Hynix": ["SK하이닉스", "에스케이하이닉스 주식회사"],
    "Yandex": ["Яндекс", "ООО «Яндекс»"],
    "University of Science and Technology of China": ["USTC", "中国科学技术大学"],
}


@pytest.mark.parametrize("name", NAMES)
def test_names_in_other_scripts(name: str) -> None:
    table = alias_table()
    for alias in NAMES[name]:
        assert name_key(name) in table.equivalents(name_key(alias)), alias


def test_a_written_name_stands_for_one_thing() -> None:
    table = alias_table()
    shared = {
        name: [known.id for known in table.known(name_key(name))]
        for entry in written_entries()
        for name in (entry["name"], *entry["aliases"])
        if len(table.known(name_key(name))) != 1
    }
    assert not shared


@pytest.mark.parametrize("asked", ["華為技術有限公司", "Хуавэй", "화웨이", "هواوي"])
def test_show_finds_it(store: Store, asked: str) -> None:
    write(store, [("firm:huawei", "Firm", "Huawei", []), ("firm:zte", "Firm", "ZTE", [])])
    assert find(store, asked) == "firm:huawei"
