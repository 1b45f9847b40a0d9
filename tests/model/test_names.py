import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.names import fold, normalise_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("U.S.", "US"),
        ("U. S. Government", "US government"),
        ("the United States", "United States"),
        ("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES"),
        ("Amazon.com, Inc.", "Amazon.com"),
        ("GmbH & Co. KG", "GMBH"),
        ("TRUMPF SE + Co. KG", "Trumpf"),
        ("芯原微电子（上海）股份有限公司", "芯原微电子（上海）有限公司"),
        ("Siemens AG", "siemens"),
        ("Eni S.p.A.", "ENI"),
        ("Maersk A/S", "Maersk"),
        ("Tata Consultancy Services Private Limited", "Tata Consultancy Services"),
        ("ООО Ромашка", "Ромашка"),
        ("华为技术有限公司", "华为技术"),
        ("中芯国际集成电路制造股份有限公司", "中芯国际集成电路制造"),
        ("株式会社東芝", "東芝"),
        ("삼성전자 주식회사", "삼성전자"),
        ("㈜카카오", "카카오"),
        ("株式会社 東芝", "東芝 株式会社"),
        ("Ｈｕａｗｅｉ", "Huawei"),
        ("Nestlé", "Nestle"),
        ("Ørsted", "Orsted"),
        ("AT&T", "AT and T"),
        ("Moody’s", "Moody's"),
        ("Open\u200bAI", "OpenAI"),
        ("Hewlett-Packard", "Hewlett Packard"),
    ],
)
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    assert normalise_name(a) == normalise_name(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Command R", "Command R+"),
        ("GPT-4", "GPT-4.5"),
        ("Llama 3.1", "Llama 31"),
        ("Intel", "Intelsat"),
        ("Samsung", "Samsung Electronics"),
        ("Кий", "Кии"),
        ("U.S.", "USSR"),
    ],
)
def test_different_names_stay_apart(a: str, b: str) -> None:
    assert normalise_name(a) != normalise_name(b)


@pytest.mark.parametrize(
    "name", ["The", "Inc.", "Ltd", "公司", "有限公司", "株式会社", "S.A.", "Co"]
)
def test_a_name_that_is_a_legal_form_keeps_a_key(name: str) -> None:
    assert normalise_name(name)


def test_legal_forms_stay_where_they_are_part_of_a_product_name() -> None:
    assert normalise_name("iPhone SE", legal_forms=False) == "iphone se"


def test_keys_are_recorded() -> None:
    # Ids in stores are derived from keys: a change here needs a migration of the store.
    assert normalise_name("Taiwan Semiconductor Manufacturing Co., Ltd.") == (
        "taiwan semiconductor manufacturing"
    )
    assert normalise_name("J.P. Morgan & Co.") == "jp morgan"
    assert normalise_name("John R. Smith") == "john r smith"
    assert normalise_name("阿里巴巴集团控股有限公司") == "阿里巴巴集团"


@given(st.text())
def test_a_key_is_its_own_key_in_case_and_spacing(name: str) -> None:
    key = normalise_name(name)
    assert key == " ".join(key.split())
    assert normalise_name(f"  {name}\t") == key
    assert bool(key) or not any(char.isalnum() for char in fold(name))


@given(st.text(alphabet="ABCxyz .,'&-()éü中国", max_size=30))
def test_the_key_ignores_case(name: str) -> None:
    assert normalise_name(name.upper()) == normalise_name(name.lower())
