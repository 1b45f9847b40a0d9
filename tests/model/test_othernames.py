"""Names that the name of an organisation holds besides itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.othernames import other_names


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Semiconductor Manufacturing International Corporation (SMIC)",
         ("Semiconductor Manufacturing International Corporation", "SMIC")),
        ("Ministry of Commerce (MOFCOM)", ("Ministry of Commerce", "MOFCOM")),
        ("Centre for Development of Advanced Computing (C-DAC)",
         ("Centre for Development of Advanced Computing", "C-DAC")),
        ("QIA - Qatar Investment Authority", ("QIA", "Qatar Investment Authority")),
        ("Beijing Academy of Artificial Intelligence / BAAI",
         ("Beijing Academy of Artificial Intelligence", "BAAI")),
        ("Huawei (华为)", ("Huawei", "华为")),
        ("华为（Huawei）", ("华为", "Huawei")),
        ("Naura (北方华创)", ("Naura", "北方华创")),
        ("Yandex (Яндекс)", ("Yandex", "Яндекс")),
        ("Rebellions (리벨리온)", ("Rebellions", "리벨리온")),
        ("Public Investment Fund (صندوق الاستثمارات العامة)",
         ("Public Investment Fund", "صندوق الاستثمارات العامة")),
    ],
)  # fmt: skip
def test_acronyms_and_names_in_other_scripts_are_names(name: str, held: tuple[str, ...]) -> None:
    assert other_names(name) == held


@pytest.mark.parametrize(
    "name",
    [
        "Acme (Suzhou) Co., Ltd.", "Acme Robotics (USA)", "Acme Robotics (HK)", "Acme (武汉)",
        "Acme (Москва)", "沐曦集成电路（上海）有限公司", "Northeastern University (China)",
        "Bar Ltd (formerly known as Foo)", "Bank - Trust", "Intel / AMD", "Acme", "", "()", "A ()",
        "中国 (China)", "Russian Federal Nuclear Center-VNIIEF (RFNC-VNIIEF)", "Long (LN)" * 100,
    ],
)  # fmt: skip
def test_branches_remarks_and_places_are_none(name: str) -> None:
    assert other_names(name) == ()


@given(st.text(max_size=80) | st.text(alphabet="AB b(（)） -/華华О", max_size=20))
def test_any_text_is_read(name: str) -> None:
    assert all(held.strip() and held in name for held in other_names(name))
