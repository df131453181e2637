"""Public issues made by hand: records through the rules into frozen rows, without the actions that publish."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction

from plans.models import (
    Department,
    Jurisdiction,
    Plan,
    Publication,
    PublishedIndicator,
    PublishedTask,
    Round,
    SourceDocument,
    User,
    Withholding,
)
from plans.rules.digest import canonical_json, row_digest, text_digest
from plans.rules.indicators import (
    EMPTY_INDICATOR_COLUMNS,
    Change,
    Figures,
    IndicatorRecord,
    ListedCorrection,
    PlacedPassage,
    ValueRecord,
    indicator_body,
    indicator_columns,
)
from plans.rules.periods import Period
from plans.rules.publication import (
    EMPTY_COLUMNS,
    SCHEMA,
    PlanHead,
    Release,
    Review,
    SourceHead,
    columns_of,
    header_document,
    task_body,
)
from plans.rules.records import (
    CorrectionRecord,
    DepartmentRecord,
    MilestoneRecord,
    OriginRecord,
    PassageRecord,
    SectionRecord,
    TargetRecord,
    TaskRecord,
)
from plans.rules.shapes import LightRules, MilestoneFacts, TargetFacts, TaskFacts
from plans.rules.standing import task_standing
from plans.rules.vocabulary import (
    Commitment,
    CorrectionKind,
    FigureKind,
    Origin,
    PublicationKind,
    Series,
    TargetKind,
)

SLUG = "county-2031"
START, END = date(2031, 7, 1), date(2031, 12, 31)
MONTH_ENDS = (date(2031, 6, 30), date(2031, 7, 31), date(2031, 8, 31), date(2031, 9, 30), date(2031, 10, 31))
TEXT = """某县2031年计划（测试）
一、上半年情况
今年开局平稳，十二个工程已投入5亿元，达到全年盘子的60%，比日历早10个百分点。
二、下半年安排
（一）做强实体经济
一是抓项目。新建厂房20栋；推动老厂改造；为此要多跑多问。二是抓服务。办好服务窗口。
（二）改善民生
一是抓教育。扩建学校3所。
"""
AREAS = {
    "1": SectionRecord("2.1", "（一）", "做强实体经济"),
    "2": SectionRecord("2.2", "（二）", "改善民生"),
}
OFFICE = DepartmentRecord("office", "县计划办", "Plan Office", "政府部门", 10)
WORKS = DepartmentRecord("works", "县建设局", "", "政府部门", 20)
TOWN = DepartmentRecord("town", "青山镇", "Qingshan Town", "镇", 30)
DECIDED = OriginRecord(Origin.DECISION, office="县计划办", on=date(2031, 7, 5), document_number="〔2031〕1号")


def passage(words: str) -> PassageRecord:
    start = TEXT.index(words)
    return PassageRecord(start, start + len(words), words)


def target(
    value: str | None,
    *,
    key: str = "t1",
    name: str = "新建厂房",
    goal: str = "20",
    unit: str = "栋",
    origin: OriginRecord | None = None,
    **facts: object,
) -> TargetRecord:
    """Cumulative over the half-year, said by the plan."""
    return TargetRecord(
        facts=TargetFacts(
            key=key,
            name=name,
            kind=TargetKind.CUMULATIVE,
            start_on=START,
            due_on=END,
            goal=Fraction(goal),
            unit=unit,
            value=None if value is None else Fraction(value),
            **facts,
        ),
        goal_text=goal,
        value_text=value,
        commitment=Commitment.PLAIN,
        origin=origin or OriginRecord(Origin.PLAN, passage=passage("新建厂房20栋")),
    )


def milestone(key: str, title: str, due_on: date, reached_on: date | None = None) -> MilestoneRecord:
    return MilestoneRecord(MilestoneFacts(key, title, due_on, reached_on), DECIDED)


def task(
    code: str = "1.1.1",
    *,
    title: str = "新建厂房",
    words: str = "新建厂房20栋",
    targets: Sequence[TargetRecord] = (),
    milestones: Sequence[MilestoneRecord] = (),
    lead: DepartmentRecord | None = WORKS,
    progress: str = "",
    facts: Mapping[str, object] | None = None,
    **more: object,
) -> TaskRecord:
    return TaskRecord(
        facts=TaskFacts(
            code=code,
            targets=tuple(row.facts for row in targets),
            milestones=tuple(row.facts for row in milestones),
            **(facts or {}),
        ),
        title=title,
        area=AREAS[code[0]],
        measure=SectionRecord(f"2.{code[0]}.m1", "一是", "抓项目"),
        passages=(passage(words),),
        due_on=END,
        due_is_inferred=True,
        terms_origin=DECIDED,
        lead=lead,
        lead_origin=DECIDED if lead else None,
        targets=tuple(targets),
        milestones=tuple(milestones),
        public_progress=progress,
        **more,
    )


def correction(*, as_of: date, was: str, now: str) -> CorrectionRecord:
    return CorrectionRecord(
        target_key="t1",
        target_name="新建厂房",
        unit="栋",
        as_of=as_of,
        was=was,
        now=now,
        kind=CorrectionKind.ERROR,
        reason="重复登记",
    )


# -- what stands in the database -------------------------------------------------------------------------------------


def make_plan(slug: str = SLUG, *, is_demo: bool = True, title: str = "某县2031年计划（下半年安排）") -> Plan:
    """With its one document. Only a demonstration may carry any time of publication."""
    jurisdiction, _ = Jurisdiction.objects.get_or_create(code="990001", defaults={"name": "某县"})
    plan = Plan.objects.create(
        jurisdiction=jurisdiction,
        slug=slug,
        title=title,
        short_title="2031年计划",
        start_on=START,
        end_on=END,
        is_demo=is_demo,
    )
    SourceDocument.objects.create(
        plan=plan,
        filename="plan.txt",
        content=TEXT.encode(),
        sha256=text_digest(TEXT),
        text=TEXT,
        reading={},
        title="某县2031年计划（测试）",
        imported_at=datetime(2031, 7, 1, tzinfo=UTC),
    )
    return plan


def _section(number: str, level: str, marker: str, title: str, kind: str = "plan") -> dict[str, str]:
    start = TEXT.index(f"{marker}{title}")
    return {
        "number": number,
        "level": level,
        "marker": marker,
        "title": title,
        "kind": kind,
        "start": str(start),
        "end": str(len(TEXT) - 1),
    }


def _span(words: str) -> dict[str, str]:
    found = passage(words)
    return {"start": str(found.start), "end": str(found.end)}


def source_head() -> SourceHead:
    return SourceHead(
        sha256=text_digest(TEXT),
        text_sha256=text_digest(TEXT),
        title="某县2031年计划（测试）",
        published_on=date(2031, 7, 1),
        is_digest=True,
        sections=[
            _section("1", "1", "一、", "上半年情况", "retrospective"),
            _section("2", "1", "二、", "下半年安排"),
            _section("2.1", "2", "（一）", "做强实体经济"),
            _section("2.1.m1", "3", "一是", "抓项目", "measure"),
            _section("2.1.m2", "3", "二是", "抓服务", "measure"),
            _section("2.2", "2", "（二）", "改善民生"),
            _section("2.2.m1", "3", "一是", "抓教育", "measure"),
        ],
        coverage={"sentences": "5", "in_tasks": "3", "set_aside": "1", "open": "1"},
        aside=[{**_span("为此要多跑多问。"), "disposition": "set_aside", "reason": "slogan"}],
        findings=[{"code": "sum-differs", "message": "分项之和与总数不符。", **_span("十二个工程已投入5亿元")}],
    )


@dataclass(frozen=True)
class IssueSpec:
    """What a test may choose of an issue; the rest follows from its number."""

    updated: Mapping[str, bool] = field(default_factory=dict)
    series: Series = Series.PUBLIC
    release: Release = field(default_factory=Release)
    note: str = ""
    lights: LightRules = field(default_factory=LightRules)
    record: Sequence[IndicatorRecord] | None = None
    corrections: Mapping[str, Sequence[ListedCorrection]] = field(default_factory=dict)
    sections: Sequence[dict[str, str]] = ()
    schema: str = SCHEMA


def publish(plan: Plan, records: Sequence[TaskRecord], number: int = 1, spec: IssueSpec | None = None) -> Publication:
    """Issue `number`, as of the end of its month; what earlier issues told may be corrected in it."""
    spec = spec or IssueSpec()
    as_of = MONTH_ENDS[number - 1]
    published_at = datetime(as_of.year, as_of.month, as_of.day, 8, tzinfo=UTC)
    told = {day: str(index + 1) for index, day in enumerate(MONTH_ENDS[: number - 1])}
    bodies = [
        task_body(
            record,
            task_standing(record.facts, as_of=as_of, rules=spec.lights),
            updated=spec.updated.get(record.facts.code, True),
            corrected_in=told,
            release=spec.release,
        )
        for record in records
    ]
    salts = [text_digest(f"{plan.slug} {spec.series} {number} {body['code']}") for body in bodies]
    texts = [canonical_json(body) for body in bodies]
    digests = [row_digest(salt=salt, body=text) for salt, text in zip(salts, texts, strict=True)]
    previous = Publication.objects.filter(plan=plan, series=spec.series.value).order_by("number").last()
    record = [] if spec.schema == OLD_SCHEMA else record_rows(plan, number, spec)
    source = source_head()
    header = header_document(
        plan=PlanHead(
            plan.slug,
            plan.title,
            plan.short_title,
            plan.jurisdiction.name,
            "县计划办",
            START,
            END,
            is_demo=plan.is_demo,
        ),
        source=replace(source, sections=spec.sections or source.sections),
        series=spec.series,
        number=number,
        kind=PublicationKind.REGULAR,
        as_of=as_of,
        published_at=published_at,
        rows=[(body["code"], digest) for body, digest in zip(bodies, digests, strict=True)],
        record=[(row.code, row.sha256) for row in record],
        corrections=[
            (body["code"], row["field"])
            for body in [*bodies, *(json.loads(row.body) for row in record)]
            for row in body["corrections"]
        ],
        rule_set_version=1,
        lights=spec.lights,
        release=spec.release,
        review=Review("县政府办公室", "不涉密，可以公开", as_of),
        note=spec.note,
        previous=previous.digest if previous else None,
    )
    if spec.schema == OLD_SCHEMA:
        header = as_schema_1(header)
    round_, _ = Round.objects.get_or_create(
        plan=plan,
        number=number,
        defaults={"as_of_on": as_of, "due_at": published_at, "opened_at": published_at, "closed_at": published_at},
    )
    publication = Publication.objects.create(
        plan=plan,
        series=spec.series.value,
        number=number,
        kind=PublicationKind.REGULAR.value,
        round=round_,
        as_of_on=as_of,
        published_at=published_at,
        published_by="office",
        previous=previous,
        digest=text_digest(header),
        header=header,
    )
    PublishedTask.objects.bulk_create(
        PublishedTask(
            publication=publication, code=body["code"], body=text, salt=salt, sha256=digest, **columns_of(body)
        )
        for body, text, salt, digest in zip(bodies, texts, salts, digests, strict=True)
    )
    for row in record:
        row.publication = publication
    PublishedIndicator.objects.bulk_create(record)
    return publication


OLD_SCHEMA = "1"


def as_schema_1(header: str) -> str:
    """The header as it was before there was a record: shares of the plan stood in it."""
    document = json.loads(header)
    del document["record"], document["source"]["findings"], document["release"]["findings"]
    document["source"]["observations"] = [
        {
            "section": "1",
            "name": "工程投入",
            "value": "5",
            "unit": "亿元",
            "operator": "=",
            "share_of_plan": "60",
            "stated_gap": "10",
            **_span("十二个工程已投入5亿元"),
        }
    ]
    return canonical_json(document | {"schema": OLD_SCHEMA})


# -- the record ------------------------------------------------------------------------------------------------------

HALF = Period("2031H1", date(2031, 1, 1), date(2031, 6, 30))
SAID = OriginRecord(Origin.PLAN)
FIRST_PART = SectionRecord("1", "一、", "上半年情况")


def value(
    *,
    words: str = "",
    section: str = "1",
    period: Period = HALF,
    kind: FigureKind = FigureKind.HEADLINE,
    origins: Mapping[str, OriginRecord] | None = None,
    passages: Sequence[PlacedPassage] | None = None,
    parent: str = "",
    releasable_on: date | None = None,
    changes: Sequence[Change] = (),
    stated: Mapping[str, str] | None = None,
    **figures: str,
) -> ValueRecord:
    """The figures of the first half-year, said by the plan; `words` are where it says them."""
    given = Figures(**figures)
    return ValueRecord(
        period=period,
        figures=given,
        kind=kind,
        origins=dict.fromkeys(given.said(), SAID) | dict(origins or {}),
        parent=parent,
        releasable_on=releasable_on,
        passages=tuple(passages)
        if passages is not None
        else (PlacedPassage(passage(words), section),)
        if words
        else (),
        changes=tuple(changes),
        stated=stated or {},
    )


def indicator(
    code: str,
    name: str,
    *values: ValueRecord,
    unit: str = "",
    section: SectionRecord | None = FIRST_PART,
    area: SectionRecord | None = FIRST_PART,
    origins: Mapping[str, OriginRecord] | None = None,
    **more: object,
) -> IndicatorRecord:
    return IndicatorRecord(
        code=code,
        name=name,
        unit=unit,
        section=section,
        area=area,
        origins={"name": SAID} | dict(origins or {}),
        values=tuple(values),
        **more,
    )


def sample_record() -> list[IndicatorRecord]:
    """One figure, given as a share of the plan with the lead that the document states."""
    given = value(
        words="十二个工程已投入5亿元", value="5", share_of_plan="60", stated_gap="10", kind=FigureKind.PLAN_PROGRESS
    )
    return [indicator("R001", "工程投入", given, unit="亿元")]


def record_rows(plan: Plan, number: int, spec: IssueSpec) -> list[PublishedIndicator]:
    """The frozen rows, without their publication."""
    records = sample_record() if spec.record is None else list(spec.record)
    names = {record.code: record.name for record in records}
    rows = []
    for place, record in enumerate(records, 1):
        listed = spec.corrections.get(record.code, ())
        body = indicator_body(record, place=place, names=names, corrections=listed)
        text, salt = canonical_json(body), text_digest(f"{plan.slug} {spec.series} {number} {record.code}")
        digest = row_digest(salt=salt, body=text)
        rows.append(
            PublishedIndicator(code=record.code, body=text, salt=salt, sha256=digest, **indicator_columns(body))
        )
    return rows


def withhold(publication: Publication, code: str, *, reason: str) -> None:
    """Proposed by one person and carried out by another, as the guards demand."""
    model, key, empty = (
        (PublishedIndicator, "published_indicator", EMPTY_INDICATOR_COLUMNS)
        if code.startswith("R")
        else (PublishedTask, "published_task", EMPTY_COLUMNS)
    )
    row = model.objects.get(publication=publication, code=code)
    first, second = (User.objects.create(username=f"{name}-{code}-{row.pk}") for name in ("first", "second"))
    at = publication.published_at
    Withholding.objects.create(
        **{key: row}, reason=reason, proposed_by=first, proposed_at=at, approved_by=second, approved_at=at
    )
    model.objects.filter(pk=row.pk).update(body="", salt="", **empty)


def sample_records(value: str | None = "11", *, corrections: Sequence[CorrectionRecord] = ()) -> list[TaskRecord]:
    """Four tasks in two areas: a quantity, milestones, ongoing work and one without a lead."""
    reached = date(2031, 7, 15)
    return [
        task(
            targets=[target(value)],
            progress="厂房主体已完工。",
            cooperating=(OFFICE, TOWN),
            corrections=tuple(corrections),
        ),
        task(
            "1.1.2",
            title="改造老厂",
            words="推动老厂改造",
            milestones=[
                milestone("m1", "完成勘察", date(2031, 7, 31), reached),
                milestone("m2", "开始施工", date(2031, 8, 15)),
            ],
        ),
        task("1.2.1", title="办好窗口", words="办好服务窗口", lead=OFFICE, facts={"is_ongoing": True}),
        task("2.1.1", title="扩建学校", words="扩建学校3所", lead=None),
    ]


def make_issues(count: int = 5, plan: Plan | None = None) -> Plan:
    """Issues 1 to `count`; issue 3 told 9 and issue 4 corrects it to 8."""
    plan = plan or make_plan()
    values = (None, "3", "9", "11", "11")
    for number in range(1, count + 1):
        fixes = [correction(as_of=MONTH_ENDS[2], was="9", now="8")] if number == 4 else []
        publish(plan, sample_records(values[number - 1], corrections=fixes), number)
    return plan


def many_records(count: int) -> list[TaskRecord]:
    """As many tasks as asked for, in one area, one passage shared."""
    first = sample_records()[0]
    return [
        replace(first, facts=replace(first.facts, code=f"1.{index // 9 + 1}.{index % 9 + 1}"), title=f"第{index}号任务")
        for index in range(count)
    ]


def make_department() -> Department:
    """A living one, for what must not show."""
    return Department.objects.create(
        jurisdiction=Jurisdiction.objects.get(code="990001"), slug="hidden", name="未公开的单位", category="政府部门"
    )
