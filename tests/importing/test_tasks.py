"""Which clauses of a measure are tasks, and what becomes of the others."""

import pytest

from tests.importing.reports import HALF_YEAR, planned, read_text, wide


def tasks_in(sentences: str) -> list[str]:
    reading = planned(sentences)
    return [reading.text[task.start : task.end] for task in reading.tasks]


def reasons_in(sentences: str) -> list[tuple[str, str | None]]:
    """Without the headings of the part, the area and the measure."""
    return [(one.disposition, one.reason) for one in planned(sentences).sentences if one.reason != "heading"]


def test_codes_count_area_measure_and_task() -> None:
    assert [(task.code, task.title) for task in read_text(HALF_YEAR).tasks] == [
        ("1.1.1", "加快推进15项重点任务"),
        ("1.1.2", "8项补短板项目"),
        ("1.1.3", "力争完成6.5万亩造林任务"),
        ("1.2.1", "新增家庭农场12家、合作社9家"),
        ("2.1.1", "新建小学2所"),
        ("2.1.2", "配合市里做好职教园区选址工作"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("围绕强县目标，新修水库。", ["围绕强县目标，新修水库"]),
        ("以示范创建为契机，整治河道。", ["以示范创建为契机，整治河道"]),
        ("完善供水管网，提升服务能力。", ["完善供水管网，提升服务能力"]),
        ("新修水库，不断打造发展引擎。", ["新修水库"]),
        ("新修水库，坚决维护安全。", ["新修水库"]),
        ("牢牢守住底线，开展巡查。", ["开展巡查"]),
        ("新修水库，同时，配合省里做好铁路选线。", ["新修水库", "配合省里做好铁路选线"]),
        ("整治甲河、乙河等河道工程，建好村级广场。", ["整治甲河、乙河等河道工程", "建好村级广场"]),
        ("力促甲厂、乙厂尽快开工，丙厂、丁厂尽快投产。", ["力促甲厂、乙厂尽快开工", "丙厂、丁厂尽快投产"]),
        ("落实巡查制度，建立问责机制。", ["落实巡查制度，建立问责机制"]),
        ("新修水库；整治河道。", ["新修水库", "整治河道"]),
        ("推进12项任务和7项工程。", ["推进12项任务", "和7项工程"]),
        ("推进12项任务、7项工程。", ["推进12项任务、7项工程"]),
        ("新修水库2座，整治河道5公里。", ["新修水库2座", "整治河道5公里"]),
        ("建设水厂2座，力争年内开工。", ["建设水厂2座，力争年内开工"]),
        ("实施项目85个，年度计划投资22亿元。", ["实施项目85个，年度计划投资22亿元"]),
        ("引进企业20家，到位资金15亿元。", ["引进企业20家，到位资金15亿元"]),
        ("新建小学2所，新增学位900个。", ["新建小学2所，新增学位900个"]),
        ("新修水库2座。11月底前完成。", ["新修水库2座。11月底前完成"]),
    ],
)
def test_clauses_of_one_task_stay_together(sentence: str, expected: list[str]) -> None:
    assert tasks_in(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进12项任务以及7项工程。", ["推进12项任务", "以及7项工程"]),
        ("推进12项任务与约7项工程。", ["推进12项任务", "与约7项工程"]),
        ("推进12项任务涉及7项工程。", ["推进12项任务涉及7项工程"]),
        ("推进12项任务普及7项技术。", ["推进12项任务普及7项技术"]),
        ("推进12项任务并参与7项工程。", ["推进12项任务并参与7项工程"]),
        ("推进12项任务达到总和7项。", ["推进12项任务达到总和7项"]),
    ],
)
def test_closed_lists_are_cut_before_the_joining_word_and_never_inside_a_word(
    sentence: str, expected: list[str]
) -> None:
    assert tasks_in(sentence) == expected
    assert tasks_in(wide(sentence)) == [wide(one) for one in expected]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("及时处置隐患12处。", "及时处置隐患12处"),
        ("及早谋划项目12个。", "及早谋划项目12个"),
        ("与会企业签约12家。", "与会企业签约12家"),
        ("和谐社区创建5个。", "和谐社区创建5个"),
        ("及新修道路3公里。", "新修道路3公里"),
        ("以及新建学校2所。", "新建学校2所"),
    ],
)
def test_a_title_loses_a_joining_word_and_no_part_of_another(sentence: str, title: str) -> None:
    assert [one.title for one in planned(sentence).tasks] == [title]
    assert [one.title for one in planned(wide(sentence)).tasks] == [wide(title)]


def test_a_long_title_is_not_shortened_inside_a_word() -> None:
    sentence = "新修甲路、乙路、丙路、丁路、戊路、己路、庚路、辛路、壬路、癸路、子路、丑路、寅路和平等教育的校舍。"
    assert [one.title for one in planned(sentence).tasks] == [
        "新修甲路、乙路、丙路、丁路、戊路、己路、庚路、辛路、壬路、癸路、子路、丑路等"
    ]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("推动乡村旅游做大做强。", "topic"),
        ("推动教育优质发展。", "topic"),
        ("不断提升管理水平，逐步完善发展体系。", "slogan"),
        ("逐步完善发展体系，持续优化空间布局。", "direction"),
        ("坚决维护社会稳定和人民安宁幸福。", "slogan"),
        ("支持古镇打造城乡融合先行示范镇和样板。", "vision"),
        ("（责任单位：甲局、乙局）。", "assigned"),
        ("（牵头单位：甲局；配合单位：乙局）。", "assigned"),
        ("（甲局、乙局按职责分工负责）。", "assigned"),
        ("各单位要高度重视安全。", "slogan"),
        ("各位代表，让我们携手前行。", "slogan"),
        ("为建设幸福白鹭而努力奋斗。", "slogan"),
    ],
)
def test_what_nobody_can_answer_for_is_set_aside_with_its_reason(sentence: str, reason: str) -> None:
    assert reasons_in(f"{sentence}新修水库2座。") == [("set_aside", reason), ("task", None)]


def test_a_sentence_nothing_is_known_about_stays_open() -> None:
    assert reasons_in("天高云淡望南飞雁。") == [("open", None)]


def test_coverage_counts_every_sentence_once() -> None:
    reading = read_text(HALF_YEAR)
    coverage = reading.coverage
    assert (coverage.sentences, coverage.in_tasks, coverage.set_aside, coverage.open) == (11, 4, 7, 0)
    assert coverage.sentences == len(reading.sentences)


def test_a_long_list_is_shortened_before_its_end() -> None:
    items = "、".join(f"甲{number}镇公路" for number in "一二三四五六七八九")
    title = planned(f"抓好{items}等项目建设。").tasks[0].title
    assert title == "抓好甲一镇公路、甲二镇公路、甲三镇公路、甲四镇公路、甲五镇公路等项目建设"
    assert len(title) <= 40


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("建成第二小学教学楼，新增学位900个。", "建成第二小学教学楼"),
        ("推进县医院迁建工程，完成投资2亿元。", "推进县医院迁建工程"),
        ("打通断头路，惠及居民1.2万户。", "打通断头路"),
    ],
)
def test_a_task_is_titled_by_what_is_done_and_not_by_its_effect(sentence: str, title: str) -> None:
    assert [one.title for one in planned(sentence).tasks] == [title]
