"""What holds for every text, however it is put together."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing import Reading, read
from plans.importing.documents import normalise
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences
from plans.rules.said import Refused
from tests.importing.reports import HALF_YEAR, WORK_REPORT, read_text, wide

_PIECES = st.sampled_from(
    [
        "一、工作回顾", "二、工作安排", "（一）修路。", "（二）造林", "1．", "2.", "一是", "二是", "第一，", "\n", "，", "。", "；", "、", "：",
        "“", "”", "《", "》", "（", "）", "新增", "完成", "企业", "公路", "占年度计划的", "同比增长", "下降", "分别", "其中", "较时间进度快",
        "12家", "３０公里", "5.5%", "4.5%—5%", "1.2个百分点", "约104.8亿元", "8000多人", "百分之十七", "翻一番", "2031年", "“3080”",
        "力争", "配合市里", "主要预期目标是", "提升能力", "从3家增加到", "各位代表", "名词解释", " ", "和",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)
_ANYTHING = st.text(max_size=300)


def reading_of(text: str) -> Reading | None:
    try:
        return read_text(f"甲县2032年计划执行情况与工作安排\n{text}")
    except Refused:
        return None


def spans_of(reading: Reading) -> list[tuple[int, int]]:
    kinds = (
        reading.sections, reading.measures, reading.tasks, reading.targets, reading.observations, reading.sentences
    )  # fmt: skip
    return [(item.start, item.end) for items in kinds for item in items]  # type: ignore[attr-defined]


@given(_TEXTS | _ANYTHING)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_item_stands_inside_the_text_where_it_says(text: str) -> None:
    reading = reading_of(text)
    if reading is None:
        return
    assert [span for span in spans_of(reading) if not 0 <= span[0] < span[1] <= len(reading.text)] == []
    for item in (*reading.targets, *reading.observations):
        quoted = normalise(reading.text[item.start : item.end])
        values = [(one.value.lstrip("-"), one.unit) for one in scan_quantities(quoted, 0, len(quoted))]
        if item.value is not None:
            assert item.value.lstrip("-") in {value for value, _ in values} | {
                str(int(value) * 100) for value, unit in values if unit == "倍" and value.isdigit()
            }


@given(_TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_tasks_never_overlap_and_stay_inside_their_measure(text: str) -> None:
    reading = reading_of(text)
    if reading is None:
        return
    measures = {measure.id: measure for measure in reading.measures}
    ordered = sorted(reading.tasks, key=lambda task: task.start)
    assert ordered == list(reading.tasks)
    assert [(one.code, other.code) for one, other in pairwise(ordered) if one.end > other.start] == []
    outside = [
        task
        for task in ordered
        if not measures[task.measure].start <= task.start < task.end <= measures[task.measure].end
    ]
    assert outside == []
    assert len({task.code for task in ordered}) == len(ordered)
    assert [task.title for task in ordered if not 0 < len(task.title) <= 40] == []


@given(_TEXTS | _ANYTHING)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_reading_twice_gives_the_same(text: str) -> None:
    one, other = reading_of(text), reading_of(text)
    assert (one and one.as_json()) == (other and other.as_json())


@given(_TEXTS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_the_width_of_digits_and_signs_changes_nothing(text: str) -> None:
    one, other = reading_of(text), reading_of(wide(text))
    assert (one and [(task.code, task.start, task.end) for task in one.tasks]) == (
        other and [(task.code, task.start, task.end) for task in other.tasks]
    )
    assert (one and one.observations) == (other and other.observations)
    assert (one and one.targets) == (other and other.targets)


@given(_TEXTS | _ANYTHING)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_sentences_lose_nothing_but_space_and_stops(text: str) -> None:
    normal = normalise(text)
    kept = "".join(normal[one.start : one.end] for one in split_sentences(normal, 0, len(normal)))
    dropped = " \n\r\f\v,;。!?:"
    assert [character for character in kept if character not in dropped] == [
        character for character in normal if character not in dropped
    ]


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        outcome = "read" if read(data, filename="x").text is not None else ""
    except Refused as refused:
        outcome = refused.code.partition("-")[0]
    assert outcome in {"read", "document"}


def test_made_up_reports_read_the_same_in_either_width() -> None:
    for text in (HALF_YEAR, WORK_REPORT):
        narrow = text.replace("，", ",").replace("；", ";").replace("（", "(").replace("）", ")").replace("．", ".")
        one, other = read_text(text), read_text(narrow)
        assert one.targets == other.targets
        assert one.observations == other.observations
        assert one.coverage == other.coverage
