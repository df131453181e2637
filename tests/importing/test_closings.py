"""What a speech says after its last area belongs to no area; the government's work on itself is an area of its own."""

import pytest

from tests.importing.reports import read_text

BEGIN = "白鹭县政府工作报告\n一、2031年工作回顾\n新修路2公里。\n二、2032年工作安排\n（一）修路。新修路3公里。\n（二）造林。造林2万亩。\n"


def areas_of(closing: str) -> list[tuple[str, str, str]]:
    sections = read_text(f"{BEGIN}{closing}").sections
    return [(one.id, one.title, one.kind) for one in sections if one.parent == "2"][2:]


def measures_of(closing: str) -> list[tuple[str, str]]:
    return [(one.section, one.title) for one in read_text(f"{BEGIN}{closing}").measures][2:]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("各位代表！打铁必须自身硬。我们将全面加强政府自身建设。", "全面加强政府自身建设"),
        ("各位代表，做好新一年的工作，必须切实加强政府自身建设。", "切实加强政府自身建设"),
        ("各位代表！新任务对政府提出新要求，我们要持续推进自身建设：", "持续推进自身建设"),
    ],
)
def test_work_on_itself_is_an_area(address: str, title: str) -> None:
    closing = f"{address}\n坚持依法行政。制定规章8件。\n坚持勤俭办事。压减支出5%。\n各位代表，让我们携手奋进！\n"
    assert areas_of(closing) == [("2.3", title, "plan")]
    assert measures_of(closing) == [("2.3", "坚持依法行政"), ("2.3", "坚持勤俭办事")]


@pytest.mark.parametrize(
    "closing",
    [
        "各位代表！\n我们要做好民族、宗教和侨务工作，支持各方面共同奋斗。\n",
        "各位代表！\n新的一年，要支持国防和军队建设，抓好双拥工作。\n我们要坚持和平发展。\n",
        "同志们！\n蓝图已经绘就。我们要加快步伐，建设美好家园。\n",
    ],
)
def test_words_on_matters_of_state_and_outlooks_are_no_measures(closing: str) -> None:
    assert [kind for _, _, kind in areas_of(closing)] == ["other"]
    assert measures_of(closing) == []


def test_the_last_item_ends_where_the_speaker_turns_to_the_hall() -> None:
    reading = read_text(f"{BEGIN}各位代表！加强政府自身建设。\n坚持依法行政。制定规章8件。\n坚持勤俭办事。\n")
    assert [reading.text[one.start : one.end] for one in reading.measures] == [
        "（一）修路。新修路3公里。",
        "（二）造林。造林2万亩。",
        "坚持依法行政。制定规章8件。",
        "坚持勤俭办事。",
    ]


def test_an_address_before_further_areas_closes_nothing() -> None:
    text = BEGIN.replace("（二）", "各位代表！我们还要抓好以下工作。\n（二）")
    assert [(one.id, one.title) for one in read_text(text).sections] == [
        ("1", "2031年工作回顾"), ("2", "2032年工作安排"), ("2.1", "修路"), ("2.2", "造林"),
    ]  # fmt: skip
