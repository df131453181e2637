"""Parts no heading gives a kind → what their sentences say: what was done (同比, 去年), or what is to be done (力争, 将).

A sentence without such words follows the one before it in its paragraph, else the one after it; a paragraph without
any stays as it is. The words are those of the genre: none can be said of both a year that is over and one to come.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, zip_longest

from plans.importing.documents import normalise
from plans.importing.parts import is_aside, says_no_work
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Document, Page, Section, SectionKind, Span

_BEGINS_AFTER = "^(?:其中|截至目前|目前|预计|记者[^,。]{2,12}|据[^,。]{2,16}|会议[^,。]{2,8})?[,:]?"
_OVER = re.compile(
    f"{_BEGINS_AFTER}(?:在?(?:刚刚)?过去的?(?:[一这][一两三四五]?年|[两三四五]年)|一年来|[两三四五]年来|去年|上年|上半年|前三季度|[一二三]季度|1-[0-9]{{1,2}}月|今年以来|今年上半年"
    "|今年前|今年1-|年初以来|[0-9]{1,2}月末|截至|全年,|全年(?:完成|实现|共|累计))"
)
_DONE = re.compile(
    "同比|环比|[比较](?:上年|去年)(?:同期|末|底)?|上年同期|去年同期|[比较]年初|预计,?(?:全年|20[0-9]{2}年)|(?:一|[两三四五])年来|今年以来|年初以来|截至"
    "|过去的?一年|(?<![早而])已(?:有|建|完|实|全|投|开|启|竣|累|通|获|达|于|经|在|成)|[完成实建取获赢保推新](?:成|现|得|获|住|动|增|制)?了|有了"
    "|荣获|获评|获批|入选|跻身|位居|排名|[位名]列|居全|超额完成|圆满完成(?!全|各|年|今|本)|(?:较好|顺利|全部|全面|如期)完成了|取得了?[^,。]{0,12}(?:成效|成绩|进展|突破|成果)"
    "|成功(?:创建|举办|入选|承办|引进)|率先|首次|(?:有效|明显|显著|稳步|不断|持续|进一步)(?:改善|提升|增强|提高|向好|回升|巩固|优化|增加)[,;。]?$|稳中有进|总体平稳"
    "|占(?:年度|全年)[^,。]{0,6}(?:计划|任务|目标|预算)|(?:序时|时序|时间)进度"
)
_AHEAD = re.compile(
    f"{_BEGINS_AFTER}(?:下半年|下一步|下一阶段|下阶段|接下来|明年|新的一年|今后|到20[0-9]{{2}}年(?:底|末)|今年,?(?!以来|上半年|前|1-|[0-9]{{1,2}}月|一季度)"
    "|为(?:实现|完成|确保)|围绕(?:上述|以上|这一|全年)|实现(?:上述|以上)(?:目标|任务))"
)
_TO_DO = re.compile(
    "力争|争取(?!到|了)|(?<!有力)(?<!有效)(?<!了)确保(?!了)|预期目标|主要目标|工作目标|下一步|下一阶段|明年|新的一年|拟(?:新|建|实|投|安|发|推|出|完|引|培|举|于|在)"
    "|(?<![不即])将(?!近|军|来|于|[^,。]{1,16}(?:作为|纳入|列为|列入))(?:进一步|继续|重点|着力|推|坚|加|从|以|围|组|统|开|完|实|采|建|出|强|大|努|全|积|认|切|深|扎|新|按|持|抓|突|聚|紧|做|引|培|力|安|改|优|达|在|稳|办|启|举|打)"
    "|(?<![重需必主提简只纪概摘扼])要(?=[加继坚着推抓全深做落强突紧把以进大聚努统切认完实持扎严稳围牢用]|始终|求真|不断)"
    "|计划(?:完成|实施|新建|新增|投资(?!完成|[0-9])|建设|引进|培育|安排|开工|总?投入|改造|举办|提出)|(?:规划|要点|方案|清单|意见|《[^》]{4,40}》)(?:中)?提出"
    "|(?:年底|月底|年末|季度末)[以之]?前|年内|(?:20[0-9]{2}年)?(?:主要|重点)(?:任务|工作)(?:是|有|包括)"
)
_COMMITS = re.compile("力争|争取|确保|预期目标|主要目标|拟|下一步|将|明年")
_YEAR_BEGINS = re.compile(f"{_BEGINS_AFTER}(?:到)?(20[0-9]{{2}})年(?![0-9]{{1,2}}月)")
_GOALS = re.compile("预期目标|主要目标|目标任务|目标[是为:]")
_ONLY_BACK = re.compile("情况|总结|回顾|成效|公报|成绩单")
_ONLY_AHEAD = re.compile("计划|要点|安排|方案|任务|打算|清单|部署|实事|目标|规划|思路|举措|措施")
_FEWEST_LINES = 3
_FEWEST_ALIKE = 2


@dataclass(frozen=True)
class Stretch:
    """Words under one heading, or under none, without those of the headings below it."""

    section: Section | None
    blocks: tuple[Span, ...]


def with_those_that_look_back(
    document: Document, page: Page, sections: list[Section], *, strictly: bool
) -> list[Section]:
    """The sections, those without a kind turned retrospective where all they say was done; strictly: and when."""
    year = _newest_year(document, page)
    found = []
    for stretch in _stretches(page, sections):
        if stretch.section is None:
            continue
        runs = list(_runs(_judged(document.normal, stretch.blocks, year, headed=False)))
        looks_back = len(runs) == 1 and runs[0][0] == "retrospective"
        if looks_back and strictly:
            looks_back = any(_OVER.match(document.normal[one.start : one.end]) for one in stretch.blocks)
        found.append(replace(stretch.section, kind="retrospective") if looks_back else stretch.section)
    return found


def with_tenses(document: Document, page: Page, sections: list[Section], *, headed: bool) -> list[Section]:
    """The sections with a kind for each that had none and says one; where one says both, a section without title a run.

    Where headings name the parts of the report (`headed`), what they leave open can look back or state goals, not plan.
    """
    year = _newest_year(document, page)
    found: list[Section] = []
    for stretch in _stretches(page, sections):
        runs = list(_runs(_judged(document.normal, stretch.blocks, year, headed=headed)))
        own = stretch.section
        if own is None and not runs and _sums_up(document, stretch, sections):
            runs = [("retrospective", stretch.blocks[0].start, stretch.blocks[-1].end)]
        if own is not None and len(runs) <= 1:
            found.append(replace(own, kind=runs[0][0]) if runs else own)
            continue
        found += [own] if own is not None else []
        for number, (kind, start, end) in enumerate(runs, 1):
            name = f"{own.id}.0{number}" if own is not None else f"0{number}" if len(runs) > 1 else "0"
            level = own.level + 1 if own is not None else 1
            found.append(Section(name, own.id if own is not None else None, level, "", "", kind, start, end, start))
    return found


def as_all_others(sections: list[Section]) -> list[Section]:
    """What says nothing among parts that all say the same is like them: 三、工业 in a report of what was reached."""
    kinds = {section.kind for section in sections if not is_aside(section.title)} - {"other"}
    if len(kinds) != 1 or sum(section.kind != "other" for section in sections) < _FEWEST_ALIKE:
        return sections
    (kind,) = kinds
    aside: set[str] = set()
    found = []
    for section in sections:
        if is_aside(section.title) or says_no_work(section.title) or section.parent in aside:
            aside.add(section.id)
        alike = section.kind == "other" and section.id not in aside
        found.append(replace(section, kind=kind) if alike else section)
    return found


def _sums_up(document: Document, stretch: Stretch, sections: list[Section]) -> bool:
    """Figures above a first part that looks back, or line by line above any, as on one picture of a report."""
    if not sections or all(section.kind == "other" for section in sections):
        return False
    if any(_TO_DO.search(document.normal, block.start, block.end) for block in stretch.blocks):
        return False
    counted = sum(bool(scan_quantities(document.normal, block.start, block.end)) for block in stretch.blocks)
    return counted >= (1 if sections[0].kind == "retrospective" else _FEWEST_LINES)


def by_title(page: Page, sections: list[Section]) -> list[Section]:
    """Where nothing else tells: a document called 情况 or 总结 looks back, one called 计划 or 任务 plans."""
    back, ahead = _ONLY_BACK.search(page.title), _ONLY_AHEAD.search(page.title)
    if not page.blocks or bool(back) == bool(ahead) or any(one.kind != "other" for one in sections):
        return sections
    kind: SectionKind = "retrospective" if back else "plan"
    if not sections:
        begin = page.blocks[0].start
        return [Section("1", None, 1, "", "", kind, begin, page.blocks[-1].end, begin)]
    return [one if is_aside(one.title) else replace(one, kind=kind) for one in sections]


def _stretches(page: Page, sections: list[Section]) -> Iterator[Stretch]:
    """In document order; those that have their kind, or stand aside, with nothing to judge."""
    begin = page.blocks[0].start if page.blocks else 0
    if page.blocks and (not sections or sections[0].start > begin):
        yield Stretch(None, _within(page, begin, sections[0].start if sections else page.blocks[-1].end))
    aside: set[str] = set()
    at = 0
    for section, follower in zip_longest(sections, sections[1:]):
        if is_aside(section.title) or section.parent in aside:
            aside.add(section.id)
        end = min(section.end, follower.start) if follower else section.end
        open_ = section.kind == "other" and section.id not in aside
        while at < len(page.blocks) and page.blocks[at].end <= section.body:
            at += 1
        first = at
        while at < len(page.blocks) and page.blocks[at].start < end:
            at += 1
        blocks = tuple(Span(max(one.start, section.body), one.end) for one in page.blocks[first:at]) if open_ else ()
        yield Stretch(section, blocks)


def _within(page: Page, start: int, end: int) -> tuple[Span, ...]:
    return tuple(block for block in page.blocks if start <= block.start < end)


def _judged(
    normal: str, blocks: Iterable[Span], year: int | None, *, headed: bool
) -> Iterator[tuple[SectionKind | None, Span]]:
    """Each sentence with its kind, in order; None where its whole paragraph says none."""
    for block in blocks:
        starts = [one.start for one in split_sentences(normal, block.start, block.end)]
        sentences = [Span(start, end) for start, end in pairwise([*starts, block.end])]
        said = [_tense(normal, one, year, headed=headed) for one in sentences]
        last: SectionKind | None = next((kind for kind in said if kind), None)
        for one, kind in zip(sentences, said, strict=True):
            last = kind or last
            yield last, one


def _tense(normal: str, sentence: Span, year: int | None, *, headed: bool) -> SectionKind | None:
    words = normal[sentence.start : sentence.end]
    ahead: SectionKind = "targets" if headed else "plan"
    begins = _YEAR_BEGINS.match(words)
    done = _OVER.match(words) is not None or _DONE.search(words) is not None
    to_do = _AHEAD.match(words) is not None or _TO_DO.search(words) is not None
    if done and to_do:
        return ahead if _COMMITS.search(words) and not _OVER.match(words) else "retrospective"
    if not (done or to_do) and begins and year and int(begins[1]) < year:
        return "retrospective"
    if headed and to_do:
        return "targets" if _GOALS.search(words) and scan_quantities(normal, sentence.start, sentence.end) else None
    return "retrospective" if done else "plan" if to_do else None


def _runs(judged: Iterator[tuple[SectionKind | None, Span]]) -> Iterator[tuple[SectionKind, int, int]]:
    """Neighbours of one kind together; what says nothing goes with what stands before it, or begins the first."""
    kinds: list[SectionKind] = []
    spans: list[Span] = []
    for kind, span in judged:
        kinds.append(kind or (kinds[-1] if kinds else "other"))
        spans.append(span)
    first = next((kind for kind in kinds if kind != "other"), None)
    if first is None:
        return
    kinds = [first if kind == "other" else kind for kind in kinds]
    for kind, group in groupby(zip(kinds, spans, strict=True), key=lambda one: one[0]):
        inside = [span for _, span in group]
        yield kind, inside[0].start, inside[-1].end


def _newest_year(document: Document, page: Page) -> int | None:
    """Of those that sentences and lines begin with, or the title names."""
    begun = (_YEAR_BEGINS.match(document.normal[block.start : block.start + 40]) for block in page.blocks)
    named = re.findall("20[0-9]{2}(?=年)", normalise(page.title))
    return max([int(match[1]) for match in begun if match] + [int(one) for one in named], default=None)
