"""Measures → tasks: the clauses somebody can answer for, each with what led to it and what it is for.

A task is a proposal that people merge or split. Background, purposes and slogans found no task; 配合… is one of its own.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from plans.importing.assigned import with_units
from plans.importing.clauses import (
    Role,
    bare,
    clause_quantities,
    ends_alike,
    enumerates,
    is_piece_of_work,
    is_topic,
    role_of,
)
from plans.importing.deadlines import last_deadline
from plans.importing.paragraphs import ADDRESS, ASSIGNS
from plans.importing.sentences import split_sentences, trim
from plans.importing.shapes import (
    Document,
    Measure,
    Outline,
    Section,
    Segment,
    Sentence,
    SentenceReading,
    Span,
    Task,
)

LONGEST_TITLE = 40
_COUNTED = {"plan", "targets"}
_TAIL = 16
_NAMED_WORK = re.compile("(?:工作|建设|工程|项目)$")
_JOINED = re.compile(  # not inside a word: 涉及, 普及, 参与, 总和
    "(?:以及|(?<![以涉普惠顾波危累触遍论推提企])及|(?<![参给赋授付施赠])与|(?<![总共温柔缓饱平祥])和)$"
)
_JOINS = re.compile("^(?:以及|和(?![美谐平睦顺解善缓])|及(?![时早至格第])|与(?![会时众此]))+")
_AND_OTHERS = re.compile("(?<![平高中初同均优上不])等(?![级候待同于])")
_CONTINUES = re.compile(  # says by when, or with what effect, of the clause before
    "(?:力争|争取|确保)?(?:在|于)?(?:年底前?|年内|今年|全部|尽快|早日|如期|按期|按时|顺利|[0-9]{1,2}月(?:底|份)?前?|[上下]半年"
    "|(?:国庆|春节|元旦|五一|七一)节?前|(?:汛期|入冬|供暖季|采暖季|秋季开学)前|[一二三四]季度[末底]?前?){0,4}+"
    "(?:完成|实现|建成)?(?:主体(?:工程|结构)?)?(?:封顶|开工|投产|完工|竣工|投用|投入|交付|见效|到位|落地|启用|通车|招生|运营|收官|完成|建成|验收)(?:建设|使用|达产|运营|运行)?$"
    "|完成投资|带动|惠及|受益|预计"
    "|(?:年内|年度|全年|当年|计划|完成|总)++投资[约超达]*[0-9]|(?:实际)?到位(?:市外|省外|县外|省内)?(?:资金|投资)|新增(?:学位|床位|托位|泊位|产能|装机|供水能力|处理能力)"
    "|.{0,8}(?:总数|总量|总规模|总面积)(?:达|超|突破)"
)
_ONLY_WHEN = 24


@dataclass
class _Group:
    """Clauses on their way to being one task."""

    clauses: list[Span] = field(default_factory=list)
    actions: list[Span] = field(default_factory=list)
    supports: bool = False


def read_tasks(document: Document, outline: Outline) -> tuple[list[Task], list[SentenceReading]]:
    """Tasks of all measures in document order, and what became of every sentence of the plan part."""
    tasks: list[Task] = []
    readings: list[SentenceReading] = []
    for measure in outline.measures:
        spans: list[Span] = []
        reasons: list[tuple[Sentence, Role]] = []
        for sentence in split_sentences(document.normal, measure.body, measure.end):
            found, reason = _split_sentence(document.normal, sentence)
            if spans and found and _only_says_when(document.normal, sentence):
                spans[-1] = Span(spans[-1].start, found[-1].end)
            else:
                spans += found
            reasons.append((sentence, reason))
        own = [_task(document, outline, measure, span, number) for number, span in enumerate(spans, 1)]
        tasks += with_units(document, measure, own, outline.plan_period)
        readings += [_heading_reading(measure)] if measure.body > measure.start + len(measure.marker) + 1 else []
        readings += [_sentence_reading(sentence, reason) for sentence, reason in reasons]
    numbered = [_with_id(task, index) for index, task in enumerate(tasks, 1)]
    return numbered, sorted(_outside_measures(document, outline) + readings, key=lambda reading: reading.start)


def _only_says_when(normal: str, sentence: Sentence) -> bool:
    """“11月底前完成。” behind what is to be completed."""
    short = sentence.end - sentence.start <= _ONLY_WHEN and len(sentence.segments) == 1
    return short and _CONTINUES.match(normal, sentence.start, sentence.end) is not None


def _split_sentence(normal: str, sentence: Sentence) -> tuple[list[Span], Role]:
    """The spans of its tasks, and the role that tells why there is none."""
    if is_topic(normal, Span(sentence.start, sentence.end)):
        return [], Role.TOPIC
    if ADDRESS.match(normal, sentence.start):
        return [], Role.SLOGAN
    if ASSIGNS.match(normal, sentence.start):
        return [], Role.ASSIGNED
    groups = [
        group for segment in sentence.segments for group in _group(normal, segment, alone=len(sentence.segments) == 1)
    ]
    spans = [span for group in groups if group.actions for span in _split_scopes(normal, group)]
    roles = [role_of(normal, clause) for segment in sentence.segments for clause in segment.clauses]
    telling = next((role for role in roles if role is not Role.CONNECTOR), Role.CONNECTOR)
    return spans, Role.ACTION if spans else Role.UNKNOWN if Role.UNKNOWN in roles else telling


def _group(normal: str, segment: Segment, *, alone: bool) -> list[_Group]:
    """Clauses of one task together: an action takes the background before it and the purpose behind it."""
    groups: list[_Group] = []
    waiting: list[Span] = []
    listing = False
    for clause in segment.clauses:
        role = role_of(normal, clause)
        current = groups[-1] if groups else None
        if role in {Role.SLOGAN, Role.VISION}:
            waiting = []
        elif role in {Role.CONNECTOR, Role.ASSIGNED}:
            continue
        elif role in {Role.BACKGROUND, Role.UNKNOWN}:
            waiting.append(clause)
        elif role in {Role.PURPOSE, Role.DIRECTION} and current:
            current.clauses += [*waiting, clause]
            waiting = []
        elif role is Role.DIRECTION:
            groups.append(_Group([*waiting, clause]))
            waiting = []
        else:
            splits = current is not None and _is_boundary(normal, current, clause, role, alone=alone, listing=listing)
            listing = listing or (splits and role is not Role.SUPPORT)
            if current is None or splits:
                current = _Group(supports=role is Role.SUPPORT)
                groups.append(current)
            current.clauses += [*waiting, clause]
            current.actions.append(clause)
            waiting = []
    return groups


def _is_boundary(normal: str, current: _Group, clause: Span, role: Role, *, alone: bool, listing: bool) -> bool:
    """Whether an action begins another task: what stands beside a list of particular things is a thing of its own."""
    if role is Role.SUPPORT or current.supports:
        return True
    if not alone or not current.actions:
        return False
    last = current.actions[-1]
    if _CONTINUES.match(normal[clause.start : clause.end]):
        return False
    if clause_quantities(normal, last) and clause_quantities(normal, clause):
        return True
    if last_deadline(normal, last, None) and last_deadline(normal, clause, None):
        return True
    if not is_piece_of_work(normal, last) or ends_alike(normal, last, clause):
        return False
    if listing and (_NAMED_WORK.search(normal[last.start : last.end]) or enumerates(normal, clause)):
        return True
    return enumerates(normal, last)


def _split_scopes(normal: str, group: _Group) -> list[Span]:
    """推进18项任务和22项项目: two closed lists joined by 和 are two tasks, as each is closed item by item."""
    whole = Span(group.clauses[0].start, group.clauses[-1].end)
    for clause in group.actions:
        for one, other in pairwise(clause_quantities(normal, clause)):
            between = normal[one.end : other.start]
            joined = _JOINED.search(between)
            if one.unit == other.unit == "项" and joined and "、" not in between:
                at = one.end + joined.start()
                return [Span(whole.start, at), Span(at, whole.end)]
    return [whole]


def _task(document: Document, outline: Outline, measure: Measure, span: Span, number: int) -> Task:
    code = f"{measure.area}.{measure.number}.{number}"
    deadline = last_deadline(document.normal, span, outline.plan_period)
    return Task(
        id="",
        code=code,
        measure=measure.id,
        title=title_of(document, span),
        start=span.start,
        end=span.end,
        due_text=document.text[deadline.words.start : deadline.words.end] if deadline else "",
        due_on=deadline.on if deadline else None,
    )


def _with_id(task: Task, index: int) -> Task:
    return replace(task, id=f"T{index:02d}")


def title_of(document: Document, span: Span) -> str:
    """The clause that says most: one with a quantity, else one that lists particular things, else the first action."""
    clauses = [
        clause
        for sentence in split_sentences(document.normal, span.start, span.end)
        for segment in sentence.segments
        for clause in segment.clauses
    ]
    actions = [
        clause for clause in clauses if role_of(document.normal, clause) in {Role.ACTION, Role.SUPPORT}
    ] or clauses
    actions = [one for one in actions if not _CONTINUES.match(document.normal, one.start, one.end)] or actions
    best = next(
        (clause for clause in actions if clause_quantities(document.normal, clause)),
        next((clause for clause in actions if enumerates(document.normal, clause)), actions[0]),
    )
    best = _without_units(document.normal, best)
    words = document.text[best.start : best.end]
    return _shorten(_JOINS.sub("", words[len(words) - len(bare(document.normal[best.start : best.end])) :]))


def _without_units(normal: str, clause: Span) -> Span:
    """新建厂房2万平方米（甲局负责） without who is in charge."""
    at = normal.rfind("(", clause.start, clause.end)
    assigned = normal[clause.end - 1] == ")" and at > clause.start and ASSIGNS.match(normal, at)
    return Span(clause.start, at) if assigned else clause


def _shorten(words: str) -> str:
    """Within 40 characters: a list loses its later items before 等…, any other clause its end."""
    if len(words) <= LONGEST_TITLE:
        return words
    others = list(_AND_OTHERS.finditer(words))
    head, tail = (words[: others[-1].start()], words[others[-1].end() :]) if others else ("", "")
    if head and len(tail) < _TAIL and "、" in head[: LONGEST_TITLE - 1 - len(tail)]:
        return head[: LONGEST_TITLE - 1 - len(tail)].rpartition("、")[0] + "等" + tail
    head = words[: LONGEST_TITLE - 1]
    return head.rpartition("、")[0] + "等" if "、" in head[LONGEST_TITLE // 2 :] else head.rstrip("、“(（")


def _heading_reading(measure: Measure) -> SentenceReading:
    return SentenceReading(measure.start, measure.body, "set_aside", "heading")


def _sentence_reading(sentence: Sentence, role: Role) -> SentenceReading:
    if role is Role.ACTION:
        return SentenceReading(sentence.start, sentence.end, "task", None)
    if role is Role.UNKNOWN:
        return SentenceReading(sentence.start, sentence.end, "open", None)
    return SentenceReading(sentence.start, sentence.end, "set_aside", role.value)


def _outside_measures(document: Document, outline: Outline) -> list[SentenceReading]:
    """Headings of the parts that plan or state goals, and all their sentences that stand in no measure."""
    readings = []
    starts = [measure.start for measure in outline.measures]
    own = set(starts)
    for section, follower in zip_longest(outline.sections, outline.sections[1:]):
        if section.kind not in _COUNTED:
            continue
        if section.start not in own:
            heading = trim(document.normal, Span(section.start, section.body), " \n")
            if heading.start < heading.end:
                readings.append(SentenceReading(heading.start, heading.end, "set_aside", "heading"))
        end = min(section.end, follower.start) if follower else section.end
        inside = outline.measures[bisect_left(starts, section.start) : bisect_left(starts, end)]
        at = section.body
        for measure in inside:
            readings += _aside(document.normal, Span(at, max(at, measure.start)), section)
            at = max(at, measure.end)
        readings += _aside(document.normal, Span(at, max(at, end)), section)
    return readings


def _aside(normal: str, span: Span, section: Section) -> list[SentenceReading]:
    return [
        SentenceReading(sentence.start, sentence.end, "set_aside", _reason(normal, sentence, section))
        for sentence in split_sentences(normal, span.start, span.end)
    ]


def _reason(normal: str, sentence: Sentence, section: Section) -> str:
    if ADDRESS.match(normal, sentence.start):
        return Role.SLOGAN.value
    if ASSIGNS.match(normal, sentence.start):
        return Role.ASSIGNED.value
    return "goals" if section.kind == "targets" else "preamble"
