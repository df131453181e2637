"""Figures of the plan and targets parts → targets: in the future, with a number that can be tested."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import zip_longest
from typing import Literal

from plans.importing.attributes import Figure, Share
from plans.importing.figures import read_figures
from plans.importing.incidental import COUNTED
from plans.importing.kinds import of_fall
from plans.importing.naming import strip_subject
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences
from plans.importing.shapes import (
    Commitment,
    Document,
    Measure,
    Operator,
    Outline,
    Quantity,
    Segment,
    Span,
    Target,
    TargetKind,
    Task,
)

_COMMITMENTS: tuple[tuple[Commitment, re.Pattern[str]], ...] = (
    ("strive", re.compile("力争|争取(?!上级|中央|国家|省|市|各类|更多|资金|专项|项目)|努力|尽快|力促|争创")),
    ("ensure", re.compile("确保|必须|务必|保证|坚决")),
    ("expect", re.compile("预期|预计")),
    ("qualitative", re.compile("稳步|持续|不断|逐步|加快")),
)
_FIRM = ("strive", "ensure")
_CARRIED: tuple[Commitment, ...] = ("strive", "ensure", "expect")
_LISTS = re.compile("[^:;。\n]{0,60}:")
_RISES = re.compile(
    "(?P<name>[^,;。、:\n]{2,20}?)(?P<verb>前移|上升|提升|跃升|前进|进位|晋位)(?P<least>至少|不少于|不低于)?(?P<value>[0-9]{1,2})(?P<unit>个?(?:位次|名次|位))(?P<more>及?以上)?"
)
_CREATES = re.compile(
    "新增|新建|新改建|改建|扩建|建成|建设|完成|培育|引进|招引|发展|打造|创建|举办|组织|发放|培训|改造|修复|整治|治理|造林|实现|新招|签约|开工|投产|盘活|争取|选派|认定|申报|达到?|增加|植树|提供|安排|收储|吸纳|转移"
)
_WORK = re.compile("(?:项目|工程|任务|工作|事项|实事|举措|行动|计划)$")
_APPLIES_TO = re.compile("(?:(?<![绝面应反核校相派结])对(?![接口外标照比话应象策手决])|针对|围绕)[^,;。]{0,6}$")
_REMADE = re.compile("改造|修缮|加固|改建|升级")
_HAVE_DONE = re.compile(
    "^[^,;。]{0,20}?(?:开展|实施|完成|实现|建成|上市|上云|入规|升规|达标|投产|投用|开工|复工|竣工|创建|申报|通过|获评|入库|签约|脱贫|摘帽|落户|入驻)"
)
_CAUSES = re.compile(
    "(?:推动|推进|引导|帮助|支持|组织|助力|促成|鼓励|指导|力促|促进|带动|督促)[^,;。、0-9]{0,12}(?:约|近|超过|超|不少于|至少)?$"
)
_ARRANGES = re.compile("安排|谋划")
_PIECES = COUNTED | {"件"}
_PROCESS = re.compile(
    "推进|加强|抓实|抓好|落实|实施|督促|围绕|聚焦|办好|做好|推动|开展|深化|统筹|加快|支持|服务|强化|抓紧|管好|办理|监管"
)
_ATTRIBUTE = re.compile(
    "(?:总投资|(?<!年度)计划投资|(?<!资产)(?<!完成)投资额|占地|总规模|总建筑|设计|装机|年产|年产值|达产后|投产后|总长|全长|规模(?!以[上下]|化))"
    "(?:[^,;。0-9]{0,4}(?:面积|规模|容量|产值|能力|产能))?(?:约|达|近|为|共|超|到|可)*$"
)
_AMOUNT = re.compile(  # 赤字规模 is what is decided on, where 建设规模 only describes what is built
    "(?:赤字|支出|收入|债券|债务|债|贷款|信贷|融资|减[税负]|降费|退税|转移支付|消费|贸易|进出口|交易|招生|就业)规模(?:拟?按?|约|达|为)*$"
)
_MADE_OF_MONEY = re.compile("(?:以上|左右)?的[^,;。]{0,40}(?:项目|工程|基地|厂|园|中心|建设)")
_INSTALLED = re.compile("装机(?:容量|规模)?(?:达到?|为)?$")
_PROJECT = re.compile("项目|电站|基地|风电场|工程")
_STOCK = re.compile(
    "总量|总数|保有量|存量|总户数|(?:稳定|保持|控制|巩固|维持)在|(?:提高|提升|增加|扩大|上升|恢复|下降|降低|压减|压缩|缩短)[到至]|[增升降提]至|达$"
)
_REACHED = re.compile("达到|突破|超过")
_ADDED = re.compile("净增|(?<![创更革翻高最])新(?:增|改?建|培育?|引进?|招|签约|开工|投产|入库|认定|吸纳)")
_MADE = re.compile("培育|引进|招引|建成(?!区)|创建")
_MORE_THAN = re.compile("(?:超过|突破)$")
_NET = re.compile("净增|净")
_STATES_GOALS = re.compile("预期|主要目标|目标是")
_GOAL_WORDS = re.compile("达到|突破|力争|增长|下降|降低|建成|新增")
_CHANGE = re.compile("(?:增长|增速|增幅|提高|提升|下降|降低|涨幅|递增)(?![到至])")
_STANDING = re.compile("总量|总数|保有量|存量|总户数|产量")
_REACHES = re.compile("(?:达到?|(?:提高|提升|增加|扩大|上升|恢复)[到至]|[增升提]至|(?:稳定|保持|巩固|维持)在)$")
_FALLS_TO = re.compile("(?:下降|降低|减少|压减|压缩|缩短|降)[到至]$")
_COMPARED = re.compile("[高低快慢优]于|超过|比|较")
_CAPPED = re.compile("控制在$")
_PAST = re.compile("(?<![比较])(?:去年|上年)|(?<!早|而)已(?!经成为)|截至|上半年(?!(?:[底末]|结束)?前)|前三季度")
_MANY_YEARS = re.compile(
    "年均(?![^,;。]{0,10}(?:浓度|值|质量|水平|气温|温度|流量|水量|降[水雨]|含量))|(?:到|至)(?:20[0-9]{2}年(?![0-9]{1,2}月)|“?十[四五六]五)|五年(?:内|累计)|今后五年|未来五年"
)
_FIVE_YEARS_AHEAD = re.compile(
    "(?:今后|未来)[的]?[三五]年|“?十[四五六七]五”?(?:时期|期间|发展|主要|规划|目标|奋斗)|五年(?:规划|奋斗|目标)|远景"
)
_YEAR = re.compile("(20[0-9]{2})年")
_LEVEL_UNITS = ("%", "个工作日", "天", "小时", "分钟", "微克/立方米", "毫克/升")


def read_targets(document: Document, outline: Outline, tasks: list[Task]) -> list[Target]:
    """Targets in document order, each with the measure and the task whose words hold it."""
    targets: list[Target] = []
    last_year = outline.plan_period.end_on.year if outline.plan_period else None
    for span, expected in goal_stretches(document, outline):
        for sentence in split_sentences(document.normal, span.start, span.end):
            listed = _LISTS.match(document.normal, sentence.start, sentence.end)
            lead = _commitment(listed[0], "", expected=expected) if listed else ""
            for segment in sentence.segments:
                targets += _read_segment(document.normal, segment, expected=expected, lead=lead, last_year=last_year)
    return _placed(targets, outline.measures, tasks)


def goal_stretches(document: Document, outline: Outline) -> list[tuple[Span, bool]]:
    """The text of measures, and of sections that state goals; the flag marks goals that are expected."""
    later = _of_many_years(outline)
    found = [
        (Span(measure.start + len(measure.marker), measure.end), False)
        for measure in outline.measures
        if measure.section not in later
    ]
    starts = [measure.start for measure in outline.measures]
    for section, follower in zip_longest(outline.sections, outline.sections[1:]):
        end = min(section.end, follower.start) if follower else section.end
        index = bisect_right(starts, section.body - 1)
        if section.kind == "plan":
            if section.start in starts[max(index - 1, 0) : index + 1]:
                continue
            end = min(end, starts[index]) if index < len(starts) else end
        if section.kind not in {"plan", "targets"} or end <= section.body or section.id in later:
            continue
        at = section.body
        for line in document.normal[section.body : end].split("\n"):
            goals = "预期" in section.title or _STATES_GOALS.search(line) is not None
            found.append((Span(at, at + len(line)), goals))
            at += len(line) + 1
    return found


def _of_many_years(outline: Outline) -> set[str]:
    """Sections, with all below them, whose goals are those of five years."""
    found: set[str] = set()
    for section in outline.sections:
        if _FIVE_YEARS_AHEAD.search(section.title) or (section.parent or "") in found:
            found.add(section.id)
    return found


def _read_segment(normal: str, segment: Segment, *, expected: bool, lead: str, last_year: int | None) -> list[Target]:
    """`lead` is how firmly all the goals are put that the sentence lists behind its colon."""
    targets: list[Target] = []
    words = normal[segment.start : segment.end]
    if _MANY_YEARS.search(words) or any(int(year) > (last_year or int(year)) for year in _YEAR.findall(words)):
        return []
    firmly = lead
    for figure in read_figures(normal, segment):
        said = normal[max(segment.start, figure.start) : figure.quantity.number_start]
        if not _is_goal(figure, said, expected=expected):
            continue
        commitment = _commitment(figure.head, firmly, expected=expected)
        target = _target(figure, said, commitment, expected=expected)
        if _raises(target, targets):
            target = replace(target, kind="growth")
        elif not targets or target.name != targets[-1].name:  # 增长6%、力争7%，…: only this one is striven for
            firmly = commitment if commitment in _CARRIED else lead
        binding = "约束" in normal[figure.start : figure.end]
        targets.append(replace(target, force="binding") if binding else target)
        if figure.value is not None and figure.yoy and (expected or _CHANGE.search(normal[figure.start : figure.end])):
            targets.append(_growth_beside(normal, figure, target))
        targets += (_share_beside(share, target) for share in figure.shares if _is_aimed_at(normal, share))
    return targets + [
        _rank(match, lead, expected=expected) for match in _RISES.finditer(normal, segment.start, segment.end)
    ]


def _is_goal(figure: Figure, said: str, *, expected: bool) -> bool:
    if _is_attribute(figure) or (_PAST.search(figure.head) and not expected):
        return False
    if figure.unit == "个百分点":
        return _COMPARED.search(said) is None and _CHANGE.search(said) is not None
    return figure.unit is not None or not figure.share_of_plan


def _raises(target: Target, before: list[Target]) -> bool:
    """生产总值增长6%，力争突破7%: a rate that is named by the rate before it is growth like that."""
    return (
        target.kind == "level"
        and target.unit == "%"
        and bool(before)
        and before[-1].kind == "growth"
        and before[-1].unit == "%"
        and target.name == before[-1].name
    )


def _is_attribute(figure: Figure) -> bool:
    if figure.unit and figure.unit.endswith("元") and _MADE_OF_MONEY.match(figure.tail):
        return True
    if _AMOUNT.search(figure.head):
        return False
    if _INSTALLED.search(figure.head) and not _PROJECT.search(figure.head):
        return False
    return _ATTRIBUTE.search(figure.head[-8:]) is not None and _GOAL_WORDS.search(figure.head) is None


def _target(figure: Figure, said: str, commitment: Commitment, *, expected: bool) -> Target:
    kind = _kind(figure, said)
    rate = figure.yoy or figure.growth
    value = figure.value if figure.value is not None else (rate or figure.quantity.value)
    return Target(
        id="",
        measure=None,
        task=None,
        kind=kind,
        basis=_basis(kind, said),
        force="anticipatory" if expected else None,
        name=figure.name,
        value=value,
        unit=figure.unit or "%",
        operator=_operator(figure, said, kind),
        commitment=commitment,
        start=figure.start,
        end=figure.end,
        upper=_upper(figure.quantity, value),
    )


def _growth_beside(normal: str, figure: Figure, target: Target) -> Target:
    """地区生产总值达到500亿元、增长6%: the rate is a goal of its own beside the value."""
    value = figure.yoy or ""
    beside = scan_quantities(normal, figure.quantity.end, figure.end)
    rate = next((one for one in beside if one.unit == "%" and one.value.lstrip("-") == value.lstrip("-")), None)
    return replace(
        target,
        kind="growth",
        basis=None,
        force="anticipatory" if target.force else None,
        name=f"{figure.name}增速",
        value=value,
        unit="%",
        operator=_of_change(rate, value) if rate else "=",
        upper=_upper(rate, value) if rate else None,
    )


def _is_aimed_at(normal: str, share: Share) -> bool:
    """占比达到40%, 占七成以上: a bare 占71% only describes."""
    said = normal[share.start : share.quantity.number_start]
    return share.quantity.operator not in {"=", "≈"} or _REACHES.search(said) is not None


def _share_beside(share: Share, target: Target) -> Target:
    operator = "≥" if share.quantity.operator == "=" else share.quantity.operator
    return replace(
        target,
        kind="level",
        basis=None,
        name=share.name,
        value=share.quantity.value,
        unit=share.quantity.unit,
        operator=operator,
        start=share.start,
        end=share.end,
        upper=share.quantity.upper,
    )


def _rank(match: re.Match[str], lead: str, *, expected: bool) -> Target:
    """排名前移2个位次: a goal, where the same is no figure of what was reached."""
    head = match["name"] + match["verb"]
    return Target(
        id="",
        measure=None,
        task=None,
        kind="growth",
        basis=None,
        force="anticipatory" if expected else None,
        name=strip_subject(match["name"]),
        value=match["value"],
        unit=match["unit"],
        operator="≥" if match["least"] or match["more"] else "=",
        commitment=_commitment(head, lead, expected=expected),
        start=match.start(),
        end=match.end(),
    )


def _kind(figure: Figure, said: str) -> TargetKind:
    if figure.value is None or (figure.unit in {"%", "个百分点"} and _CHANGE.search(said)):
        return "growth"
    if figure.unit in _LEVEL_UNITS or _STOCK.search(said) or (_REACHED.search(said) and not _counts_new_ones(said)):
        return "level"
    return "scope" if _is_of_the_work(figure) else "cumulative"


def _is_of_the_work(figure: Figure) -> bool:
    """Whether it counts what the work is about (抓好71项工作, 对9个项目督办), and not what comes of it (推动9家企业上市)."""
    if _APPLIES_TO.search(figure.head) and figure.tail:
        return _REMADE.search(figure.tail) is None
    if _CAUSES.search(figure.head) and _HAVE_DONE.match(figure.tail):
        return False
    creates, process = _last(_CREATES, figure.head), _last(_PROCESS, figure.head)
    of_work = figure.unit in _PIECES and _WORK.search(figure.name) is not None
    if of_work:
        process = max(process, _last(_ARRANGES, figure.head))
    return process >= max(creates, 0) and (of_work or bool(figure.tail))


def _counts_new_ones(said: str) -> bool:
    """新增企业超过30家, 培育农场突破20家: so many more, where 农场达到20家 is how many there are."""
    return _ADDED.search(said) is not None or (_MADE.search(said) is not None and _MORE_THAN.search(said) is not None)


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((match.start() for match in pattern.finditer(words)), default=-1)


def _basis(kind: TargetKind, said: str) -> Literal["flow", "net", "stock"] | None:
    if kind == "cumulative":
        return "net" if _NET.search(said) else "flow"
    return "stock" if kind == "level" and _STANDING.search(said) else None


def _operator(figure: Figure, said: str, kind: TargetKind) -> Operator:
    """达到 in a goal is a floor: nobody is late for doing more. 降到 is a ceiling in the same way."""
    if figure.quantity.operator == "=" and _CAPPED.search(said):
        return "≤"
    if figure.quantity.operator == "=" and kind in {"level", "cumulative"}:
        return "≥" if _REACHES.search(said) else "≤" if _FALLS_TO.search(said) else "="
    if kind == "growth":
        return _of_change(figure.quantity, figure.yoy or figure.growth or "")
    return figure.quantity.operator


def _of_change(quantity: Quantity, rate: str) -> Operator:
    """A plain 下降3% is a ceiling, as nobody fails by falling further. 增长-0.5% is written with its sign and stays."""
    if not _falls(quantity, rate):
        return quantity.operator
    return "≤" if quantity.operator == "=" else of_fall(quantity.operator)


def _upper(quantity: Quantity, rate: str) -> str | None:
    """The other end of 下降3%—5% falls as well."""
    return f"-{quantity.upper}" if quantity.upper and _falls(quantity, rate) else quantity.upper


def _falls(quantity: Quantity, rate: str) -> bool:
    return rate.startswith("-") and not quantity.value.startswith("-")


def _commitment(head: str, carried: str, *, expected: bool) -> Commitment:
    """By the last of the words that say it, or as the goal before was put: 确保收入增长5%，投资增长6% ensures both."""
    firm = {commitment: _last(words, head) for commitment, words in _COMMITMENTS if commitment in _FIRM}
    said = max(firm, key=lambda commitment: firm[commitment])
    if firm[said] >= 0:
        return said
    own = next((commitment for commitment, words in _COMMITMENTS if words.search(head)), None)
    if own or _PROCESS.match(head):
        return own or ("expect" if expected else "plain")
    return next((one for one in _CARRIED if one == carried), "expect" if expected else "plain")


def _placed(targets: list[Target], measures: tuple[Measure, ...], tasks: list[Task]) -> list[Target]:
    measure_starts = [measure.start for measure in measures]
    task_starts = [task.start for task in tasks]
    placed = []
    for index, target in enumerate(sorted(targets, key=lambda target: target.start), 1):
        measure = bisect_right(measure_starts, target.start) - 1
        task = bisect_right(task_starts, target.end - 1) - 1
        in_measure = measure >= 0 and target.start < measures[measure].end
        in_task = task >= 0 and target.start < tasks[task].end
        placed.append(
            replace(
                target,
                id=f"G{index:02d}",
                measure=measures[measure].id if in_measure else None,
                task=tasks[task].id if in_task else None,
            )
        )
    return placed
