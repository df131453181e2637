"""Whatever file a plan comes in, the same items are read from it, each at the place of its words."""

from collections.abc import Callable

import pytest

from plans.importing import Reading, read
from tests.importing.files import docx_of, html_of
from tests.importing.reports import HALF_YEAR, WORK_REPORT

MAKERS = {"html": html_of, "docx": docx_of}


def items_of(reading: Reading) -> dict[str, object]:
    """All that was read, with the words at its place instead of the place; groups are numbered as they come."""
    plain = reading.as_json()
    del plain["text"]
    items = {name: quoted(value, reading.text) for name, value in plain.items()}
    groups: dict[str | None, int] = {None: 0}
    return items | {"groups": [groups.setdefault(one.group, len(groups)) for one in reading.observations]}


def quoted(value: object, text: str) -> object:
    if isinstance(value, list):
        return [quoted(part, text) for part in value]
    if isinstance(value, dict):
        kept = {name: quoted(part, text) for name, part in value.items() if name not in {"start", "end", "group"}}
        if isinstance(value.get("start"), int):
            kept["words"] = "".join(text[value["start"] : value["end"]].split())
        return kept
    return value


GROUPED = HALF_YEAR.replace("新增家庭农场5家。", "新增家庭农场5家。152户395人领取补助14.57万元。")


@pytest.mark.parametrize("report", [HALF_YEAR, WORK_REPORT, GROUPED], ids=["half year", "work report", "grouped"])
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_the_same_plan_in_another_format_gives_the_same_items(maker: Callable[[str], bytes], report: str) -> None:
    plain = read(report.encode(), filename="报告.txt")
    assert len(plain.tasks) > 3
    assert items_of(read(maker(report), filename="报告")) == items_of(plain)
