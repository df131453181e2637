"""台账: one issue as a table of fifteen columns. What is said, not how it is written down.

Every figure is the one the issue printed; nothing is computed again but the counts in the head. Where an issue shows
problems and next measures, they take a column of their own and the source shares one with its sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeAlias

from plans.reporting.words import CORRECTIONS, LIGHTS, OPERATORS, RESPONSIBILITIES, SERIES, STATES, UNSAID, Words
from plans.rules.figures import percent
from plans.rules.publication import standing_of
from plans.rules.standing import answer
from plans.rules.vocabulary import Light, TargetKind, TaskState

SHANGHAI = timezone(timedelta(hours=8))
COUNTING = frozenset({TargetKind.CUMULATIVE.value, TargetKind.SCOPE.value})

Body: TypeAlias = dict[str, Any]
Say: TypeAlias = Callable[[Words], str]


@dataclass(frozen=True)
class Text:
    """Words, whatever they look like: “=1+1” too is text."""

    value: str


@dataclass(frozen=True)
class Number:
    """A figure as the issue printed it, such as “55.00”."""

    value: str


Cell: TypeAlias = Text | Number


@dataclass(frozen=True)
class Column:
    """`width` in characters of the body text, two for a Chinese one; `meaning` says how the column is to be read."""

    title: str
    width: int
    meaning: str


@dataclass(frozen=True)
class LedgerContent:
    """`lines` stand under the title; `notes` below the table; `sheet` and `meanings` name the two sheets."""

    title: str
    sheet: str
    meanings: str
    made_at: datetime
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Field:
    zh: str
    en: str
    width: int
    meaning: Words
    cell: Callable[["_Row"], Cell]


@dataclass(frozen=True)
class _Row:
    ordinal: int
    body: Body
    say: Say


def ledger_content(*, header: dict[str, Any], bodies: Sequence[Body], language: str) -> LedgerContent:
    """`bodies` are the tasks of the issue that were not withheld; the header names them all, in plan order."""
    english = language.startswith("en")

    def say(words: Words) -> str:
        return words[1] if english else words[0]

    by_code = {body["code"]: body for body in bodies}
    codes = [code for code, _sha256 in header["rows"]]
    fields = _fields(header["release"])
    rows = tuple(
        _cells(fields, _Row(ordinal, by_code[code], say)) if code in by_code else _withheld(fields, ordinal, code, say)
        for ordinal, code in enumerate(codes, start=1)
    )
    plan, number = header["plan"], header["number"]
    return LedgerContent(
        title=say((f"{plan['title']}任务台账", f"{plan['title']} · task ledger")),
        sheet=say((f"第{number}期台账", f"Issue {number}")),
        meanings=say(("填表说明", "How to read it")),
        made_at=datetime.fromisoformat(header["published_at"]),
        lines=_lines(header, bodies, say),
        columns=tuple(Column(say((f.zh, f.en)), f.width, say(f.meaning)) for f in fields),
        rows=rows,
        notes=_notes(header, [code for code in codes if code not in by_code], say),
    )


def _lines(header: dict[str, Any], bodies: Sequence[Body], say: Say) -> tuple[str, ...]:
    as_of, number = date.fromisoformat(header["as_of"]), header["number"]
    published_at = datetime.fromisoformat(header["published_at"]).astimezone(SHANGHAI)
    published = f"{published_at:%Y-%m-%d %H:%M}"
    series = say(SERIES[header["series"]])
    office = header["plan"]["office"]
    lines = [
        say(
            (
                f"{series}第{number}期　数据截至{_day(as_of.isoformat(), say)}　发布时间{published}",
                f"{series} issue {number}, figures as of {as_of}, published {published}",
            )
        )
        + (say((f"　主管单位：{office}", f", plan office: {office}")) if office else ""),
        _counts(bodies, say),
    ]
    if header["plan"]["is_demo"]:
        lines.append(
            say(
                (
                    "演示数据：责任单位、时限和进展均为虚构，不代表实际工作情况。",
                    "Demonstration data: departments, dates and progress are invented.",
                )
            )
        )
    if header["note"]:
        lines.append(say((f"发布说明：{header['note']}", f"Note: {header['note']}")))
    return tuple(lines)


def _counts(bodies: Sequence[Body], say: Say) -> str:
    """Counts first, then the rate; suspended and dropped ones stand beside, for they are not counted."""
    whole = answer([standing_of(body) for body in bodies])
    order = (Light.DONE, Light.ON, Light.WARN, Light.LATE, Light.ND, Light.NA)
    counts = [
        say((f"{LIGHTS[light][0]}{whole.counts[light]}项", f"{LIGHTS[light][1].lower()} {whole.counts[light]}"))
        for light in order
        if whole.counts[light]
    ]
    text = say((f"共{whole.total}项", f"{whole.total} tasks"))
    if counts:
        text += say(("：", ": ")) + say(("，", ", ")).join(counts)
    rate = percent(whole.on_schedule_rate)
    if rate is not None:
        text += say((f"；达序时率{rate}%", f"; on-schedule rate {rate}%"))
    for number, words in ((whole.suspended, STATES["suspended"]), (whole.dropped, STATES["dropped"])):
        if number:
            text += say((f"；另有{words[0]}{number}项", f"; {words[1].lower()}: {number}"))
    return text + say(("。", "."))


def _notes(header: dict[str, Any], withheld: Sequence[str], say: Say) -> tuple[str, ...]:
    notes: list[str] = []
    if not header["rows"]:
        notes.append(say(("本期没有任务。", "This issue has no tasks.")))
    if withheld:
        codes = say(("、", ", ")).join(withheld)
        notes.append(
            say(
                (
                    f"本期有{len(withheld)}项内容已按规定撤下（{codes}），不计入上述合计。",
                    f"The content of {len(withheld)} tasks has been withheld ({codes}); they are not counted above.",
                )
            )
        )
    return tuple(notes)


# -- the columns -----------------------------------------------------------------------------------------------------


def _fields(release: dict[str, bool]) -> tuple[_Field, ...]:
    """Fifteen, whichever the series releases."""
    inner = bool(release["problems"] or release["next_measures"])
    source = (_SOURCE_AND_TEXT,) if inner else (_SOURCE, _TEXT)
    return (_ORDINAL, *source, *_MIDDLE, *((_PROBLEMS,) if inner else ()), *_END)


def _cells(fields: Sequence[_Field], row: _Row) -> tuple[Cell, ...]:
    return tuple(field.cell(row) for field in fields)


def _withheld(fields: Sequence[_Field], ordinal: int, code: str, say: Say) -> tuple[Cell, ...]:
    """The place of the task stays; nothing is left to say of it."""
    said: dict[_Field, Cell] = {
        _ORDINAL: Number(str(ordinal)),
        _TASK: Text(code),
        _REMARKS: Text(say(("内容已按规定撤下。", "The content has been withheld."))),
    }
    return tuple(said.get(field, Text("")) for field in fields)


def _source_of(row: _Row) -> str:
    body = row.body
    heads = [body["area"], *([body["measure"]] if body["measure"] else [])]
    text = _heads(heads)
    spans = [f"{int(passage['start']) + 1}–{passage['end']}" for passage in body["passages"]]
    if spans:
        place = "、".join(spans)
        text += "\n" + row.say((f"（原文第{place}字）", f"(characters {place})"))
    return text


def _heads(heads: Sequence[dict[str, str]]) -> str:
    return "\n".join(f"{head['marker']}{head['title']}" for head in heads)


def _text_of(row: _Row) -> str:
    return "\n".join(passage["text"] for passage in row.body["passages"])


def _targets_of(row: _Row) -> str:
    several = len(row.body["targets"]) > 1
    return "\n".join(_target(target, row.say, several=several) for target in row.body["targets"])


def _target(target: dict[str, Any], say: Say, *, several: bool) -> str:
    """Goal and newest figure; with its own share only where the row's share is a mean of several."""
    unit, counting = target["unit"], target["kind"] in COUNTING
    if target["goal"] is None:
        goal = say(("未设目标值", "no goal set"))
    else:
        goal = say(("目标", "goal ")) + say(OPERATORS[target["operator"]]) + f"{target['goal']}{unit}"
    if target["value"] is None:
        value = say(("尚无数据", "no figure yet"))
    else:
        value = say(("累计", "so far ") if counting else ("现为", "now ")) + f"{target['value']}{unit}"
    if target["list_missing"]:
        value += say(("（清单未录入）", " (list not entered)"))
    if several and target["completion_percent"] is not None:
        share = target["completion_percent"]
        value += say((f"，完成率{share}%", f", {share}% complete"))
    return say((f"{target['name']}：{goal}，{value}", f"{target['name']}: {goal}, {value}"))


def _cooperating_of(row: _Row) -> str:
    joint = [department["name"] + row.say(("（并列牵头）", " (joint lead)")) for department in row.body["joint_leads"]]
    return "、".join([*joint, *(department["name"] for department in row.body["cooperating"])])


def _due_of(row: _Row) -> str:
    day = _day(row.body["due_on"], row.say)
    return day + row.say(("（按计划期）", " (end of plan)")) if row.body["due_inferred"] else day


def _stages_of(row: _Row) -> str:
    return "\n".join(_milestone(milestone, row.say) for milestone in row.body["milestones"])


def _milestone(milestone: dict[str, Any], say: Say) -> str:
    due, reached = _day(milestone["due_on"], say), milestone["reached_on"]
    if reached:
        same_year = due[:5] if reached[:4] == milestone["due_on"][:4] else ""
        done = _day(reached, say)
        state = say((f"{done.removeprefix(same_year)}完成", f"reached {done}"))
    else:
        state = say(("未完成", "not reached"))
    return say((f"{milestone['title']}（{due}前，{state}）", f"{milestone['title']} (by {due}, {state})"))


def _problems_of(row: _Row) -> str:
    parts = (
        (("存在问题：", "Problems: "), row.body["problems"]),
        (("下一步工作措施：", "Next measures: "), row.body["next_measures"]),
    )
    return "\n".join(row.say(label) + text for label, text in parts if text)


def _state_of(row: _Row) -> str:
    body = row.body
    return row.say(LIGHTS[Light(body["light"])] if body["light"] else STATES[TaskState(body["state"])])


def _remarks_of(row: _Row) -> str:
    body, say = row.body, row.say
    lines = [say((body["reason"]["zh"], body["reason"]["en"]))]
    if body["responsibility"] in RESPONSIBILITIES:
        lines.append(say(RESPONSIBILITIES[body["responsibility"]]))
    if body["ongoing"]:
        lines.append(say(("长期坚持。", "Ongoing work.")))
    if body["figures_as_of"] and not body["updated"]:
        day = _day(body["figures_as_of"], say)
        lines.append(say((f"本期未更新，数据截至{day}。", f"Not updated in this issue; figures as of {day}.")))
    if body["closed_out_on"]:
        day = _day(body["closed_out_on"], say)
        lines.append(say((f"已销号，完成日期{day}。", f"Closed out, completed on {day}.")))
    lines += [_correction(item, say) for item in body["corrections"]]
    return "\n".join(lines)


def _correction(item: dict[str, str], say: Say) -> str:
    name, unit, number = item["name"], item["unit"], item["number"]
    kind = say(CORRECTIONS[item["kind"]])
    was, now = f"{item['was']}{unit}", f"{item['now']}{unit}"
    return say(
        (
            f"{kind}：第{number}期“{name}”由{was}改为{now}。{item['reason']}",
            f"{kind}: “{name}” in issue {number}, {was}, is now {now}. {item['reason']}",
        )
    )


def _day(day: str, say: Say) -> str:
    parsed = date.fromisoformat(day)
    return say((f"{parsed.year}年{parsed.month}月{parsed.day}日", day))


def _text(read: Callable[[_Row], str]) -> Callable[[_Row], Cell]:
    return lambda row: Text(read(row))


def _number(name: str) -> Callable[[_Row], Cell]:
    """What cannot be said is a dash, never nought."""

    def cell(row: _Row) -> Cell:
        printed = row.body[name]
        return Text(UNSAID) if printed is None else Number(printed)

    return cell


_ORDINAL = _Field(
    "序号", "No.", 5, ("按计划原文顺序排列。", "In the order of the plan."), lambda row: Number(str(row.ordinal))
)
_SOURCE = _Field(
    "来源（举措、原文位置）",
    "Source (measure, place)",
    16,
    ("所属方面和举措，以及在计划原文中的起止字序。", "Area and measure, and the place in the text of the plan."),
    _text(_source_of),
)
_TEXT = _Field("原文", "Wording of the plan", 20, ("计划原文，一字不改。", "The plan's own words."), _text(_text_of))
_SOURCE_AND_TEXT = _Field(
    "来源及原文",
    "Source and wording",
    22,
    (
        "所属方面和举措、在计划原文中的起止字序，以及原文，一字不改。",
        "Area and measure, the place in the text of the plan, and the plan's own words.",
    ),
    lambda row: Text("\n".join(filter(None, [_source_of(row), _text_of(row)]))),
)
_TASK = _Field(
    "任务",
    "Task",
    15,
    ("编号和任务名称；编号一经确定不再变动。", "Code and title; a code never changes."),
    lambda row: Text(f"{row.body['code']} {row.body['title']}"),
)
_MIDDLE = (
    _TASK,
    _Field(
        "量化目标",
        "Targets",
        16,
        ("目标值和最近一次审定的数据，均照原样书写。", "Goal and newest accepted figure, as written."),
        _text(_targets_of),
    ),
    _Field(
        "牵头单位",
        "Lead",
        9,
        ("数据以牵头单位报送的为准。", "The lead's figures count."),
        lambda row: Text(row.body["lead"]["name"] if row.body["lead"] else ""),
    ),
    _Field(
        "配合单位",
        "Cooperating",
        10,
        ("含并列牵头单位，另行注明。", "With joint leads, marked as such."),
        _text(_cooperating_of),
    ),
    _Field(
        "时限",
        "Due",
        10,
        (
            "截止当日24时；原文和分工文件均未明确时限的，按计划期最后一天。",
            "To the end of that day; where nobody has set one, the last day of the plan.",
        ),
        _text(_due_of),
    ),
    _Field(
        "阶段目标",
        "Milestones",
        21,
        ("时间节点及完成情况。", "Milestones and whether they are reached."),
        _text(_stages_of),
    ),
    _Field(
        "本期进展",
        "Progress",
        21,
        ("最近一次审定的进展情况。", "The newest accepted report."),
        lambda row: Text(row.body["progress"]),
    ),
)
_PROBLEMS = _Field(
    "存在问题及下一步措施",
    "Problems and next measures",
    19,
    ("仅列本系列可以刊载的内容。", "Only where this series shows them."),
    _text(_problems_of),
)
_REMARKS = _Field(
    "备注",
    "Remarks",
    20,
    ("评价理由、数据更新情况和更正记录。", "Why it stands so, how fresh the figures are, corrections."),
    _text(_remarks_of),
)
_END = (
    _Field(
        "完成率（%）",
        "Completion (%)",
        8,
        (
            "按（累计数－基数）÷（目标数－基数）计算；“—”表示无法计算，不等于0。",
            "(figure − baseline) / (goal − baseline); a dash means it cannot be said, which is not 0.",
        ),
        _number("completion_percent"),
    ),
    _Field(
        "序时进度（%）",
        "Scheduled (%)",
        8,
        (
            "截至数据日期按时间安排应达到的进度。",
            "What the schedule asks for on the as-of date.",
        ),
        _number("scheduled_percent"),
    ),
    _Field(
        "快慢（百分点）",
        "Gap (points)",
        8,
        (
            "完成率减序时进度，正数为快，负数为慢；由未经四舍五入的数值计算后取两位小数。",
            "Completion less schedule, positive is ahead; rounded once, from exact figures.",
        ),
        _number("gap_points"),
    ),
    _Field(
        "状态",
        "Status",
        9,
        (
            "已完成、达到序时进度、进度偏慢、进度滞后、未到时间节点、不作进度评价；暂缓实施和不再实施的不计入合计。",
            "Completed, on schedule, slightly behind, behind schedule, not yet due, not rated; others are not counted.",
        ),
        _text(_state_of),
    ),
    _REMARKS,
)
