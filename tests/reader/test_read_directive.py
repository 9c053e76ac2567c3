import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.reader.gold import DOCUMENTS


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("read_directive", *arguments, stdout=out)
    return out.getvalue()


def test_one_json_object_is_printed_without_a_database() -> None:
    answer = json.loads(printed(str(DOCUMENTS / "letter-district.txt"), "--json"))

    assert answer["document"]["number"] == "318/UBND-LĐTBXH"
    assert [task["section"] for task in answer["tasks"]] == ["1", "1", "2", "3", "3"]


def test_the_date_given_overrides_the_documents_own() -> None:
    answer = json.loads(
        printed(str(DOCUMENTS / "letter-district.txt"), "--issued", "2024-03-13", "--json")
    )

    assert answer["document"]["issued_on"] == "2024-03-13"


def test_each_stage_of_a_reading_is_explained() -> None:
    told = printed(str(DOCUMENTS / "letter-district.txt"), "--explain")

    stages = [line[3:] for line in told.splitlines() if line.startswith("== ")]
    assert stages == ["LINES", "BLOCKS", "SECTIONS", "DUTIES", "PROPOSALS", "THE REST"]
    assert "\nclosing: Yêu cầu các cơ quan" in told


def test_a_refusal_is_a_sentence(tmp_path) -> None:
    picture = tmp_path / "anh.pdf"
    picture.write_bytes(b"\x89PNG" + b"\x00" * 20)

    with pytest.raises(CommandError) as raised:
        printed(str(picture), "--json")
    assert len(str(raised.value).split()) > 5
