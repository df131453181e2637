"""Quantities → figures: which number is a value, which only says something about the value before it, and its name.

One number, one item: growth, share of the plan and lead on schedule belong to the value they follow, nearest to the left
and not across ；or 。. Targets and observations are both read from figures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.importing.attributes import REACHES, Figure, attach, signed, with_rate
from plans.importing.enumerations import names_in_order
from plans.importing.incidental import are_baselines, baselines, counts_of_projects
from plans.importing.kinds import (
    Kind,
    adjusted_in,
    begins_comparing,
    change_in,
    is_streak,
    kind_of_number,
    only_attaches,
    says_completion_rate,
    without_change,
    without_share,
)
from plans.importing.naming import (
    UNNAMED,
    before_baseline,
    completed,
    counted_with,
    end_of_name,
    name_of,
    strip_subject,
    subject_of,
    whole_of,
)
from plans.importing.quantities import scan_quantities
from plans.importing.shapes import Quantity, Segment, Span

_SHARED_VERB = re.compile("(?:获得|获|争取|发放|投入|完成|建成|落实|减免)$")
_RECIPIENT = re.compile("^(?:累计|共|已)?(?:[向为给]|对(?!外))(?=[\u4e00-\u9fff]{2})")
_BESIDE = {"、", "和", "及", "与", "以及", ":", "︰"}
_OF_INDUSTRIES = ("第一产业比重", "第二产业比重", "第三产业比重")
_TO_NUMBER = re.compile("[^0-9]{0,12}+")
_SETTLED = re.compile("[率比](?:为|达到?)?$")
_FAR = 80
_LONGEST_RUN = 12
_LONGEST_QUOTE = 56


@dataclass(frozen=True)
class _Place:
    """One number in its clause: the room that is its own, the number behind it, and what the clause is about."""

    normal: str
    clause: Span
    number: int
    room: Span
    about: str
    follower: Quantity | None = None
    second: int | None = None  # where the number after the follower begins

    def before(self, quantity: Quantity) -> str:
        return self.normal[self.room.start : quantity.start]

    def said(self, quantity: Quantity) -> str:
        """The clause up to the number, as far as it can matter; unbounded, a clause of numbers would cost its square."""
        return self.normal[max(self.clause.start, quantity.start - _FAR) : quantity.start]

    def tail(self, quantity: Quantity) -> str:
        """What follows up to the next number; 推出12批1181项政策 and 16个项目获得7亿元支持 share what follows it."""
        tail = self.normal[quantity.end : self.room.end]
        if self.follower and self.second and (not tail or _SHARED_VERB.search(tail)):
            tail += self.normal[self.follower.end : self.second]
        return tail


def read_figures(normal: str, segment: Segment, *, about: str = "") -> list[Figure]:
    """The figures of one segment, left to right. `about` names what the sentence was about before it."""
    figures: list[Figure] = []
    for number, clause in enumerate(_with_bases(normal, segment.clauses)):
        _read_clause(normal, clause, number, figures, about)
        if not figures:
            about = subject_of(normal[clause.start : min(clause.end, clause.start + _FAR)]) or about
    return figures


def _with_bases(normal: str, clauses: tuple[Span, ...]) -> Iterator[Span]:
    """扣除价格因素影响，增长6.4%: a clause that only says on what basis the next one counts is read with it."""
    begin: int | None = None
    for clause in clauses:
        words = normal[clause.start : min(clause.end, clause.start + _FAR)]
        if adjusted_in(words) == words:
            begin = clause.start if begin is None else begin
            yield Span(clause.start, clause.start)
            continue
        bare = _TO_NUMBER.match(words)
        attaches = begin is not None and bare is not None and only_attaches(without_change(bare[0]))
        yield Span(begin if attaches and begin is not None else clause.start, clause.end)
        begin = None


def _read_clause(normal: str, clause: Span, number: int, figures: list[Figure], about: str) -> None:
    quantities = scan_quantities(normal, clause.start, clause.end)
    counts, began = counts_of_projects(normal, quantities), baselines(normal, quantities)
    starts = [quantity.start for quantity in quantities] + [clause.end, clause.end]
    previous = clause.start
    had = len(figures)
    index = 0
    while index < len(quantities):
        run = _run_length(normal, quantities, index, mixed="分别" in normal[previous : quantities[index].start])
        follower = quantities[index + run] if index + run < len(quantities) else None
        room = Span(previous, starts[index + 1])
        place = _Place(normal, clause, number, room, about, follower, starts[index + run + 1] if follower else None)
        if run > 1 and follower and are_baselines(normal, quantities[index : index + run], follower):
            index += run
            continue
        if run > 1 and _read_run(place, quantities[index : index + run], figures):
            index += run
            previous = quantities[index - 1].end
            continue
        follower = quantities[index + 1] if index + 1 < len(quantities) else None
        place = replace(place, follower=follower, second=starts[index + 2] if follower else None)
        if index not in began and index not in counts:
            _read_one(place, quantities[index], figures)
        if index not in began:
            previous = quantities[index].end
        index += 1
    _reach_over(clause, quantities, figures, had)


def _read_one(place: _Place, quantity: Quantity, figures: list[Figure]) -> None:
    before, said = place.before(quantity), place.said(quantity)
    kind = kind_of_number(said, before, quantity)
    last = figures[-1] if figures else None
    if kind == "share" and says_completion_rate(before) and not _settles(last, before):
        kind = "value"
    at = -2 if kind == "rate" and len(figures) > 1 and last and last.unit == "倍" else -1  # 是…的2倍，年均增长8%
    attached = attach(figures[at], kind, before, said, quantity) if last else None
    if attached:
        figures[at] = attached
    elif not is_streak(before) and (kind != "structure" or not last or last.value is None):
        figures.append(_new(place, quantity, "value" if kind == "structure" else kind, figures))


def _settles(last: Figure | None, before: str) -> bool:
    """投资完成率 behind an investment is its share of the plan."""
    return (
        last is not None
        and last.value is not None
        and last.share_of_plan is None
        and "投资" in last.name
        and len(strip_subject(without_share(before))) < 2
    )


def _run_length(normal: str, quantities: list[Quantity], index: int, *, mixed: bool) -> int:
    """How many quantities stand side by side with nothing but 、 or 和 between them, of one unit unless 分别 is said."""
    end = index + 1
    while (
        end < min(len(quantities), index + _LONGEST_RUN)
        and (mixed or quantities[end].unit == quantities[index].unit)
        and normal[quantities[end - 1].end : quantities[end].start] in _BESIDE
    ):
        end += 1
    return end - index


def _read_run(place: _Place, run: list[Quantity], figures: list[Figure]) -> bool:
    """A、B分别为x、y and the like: names and numbers in the same order. False where this is no such list."""
    before = place.before(run[0])
    kind = kind_of_number(place.said(run[0]), before, run[0])
    own = "" if kind == "gap" else _own_words(before, kind)
    if (
        len(figures) >= len(run)
        and (kind == "structure" or only_attaches(own) or REACHES.fullmatch(own))
        and _attach_run(kind, place, run, figures)
    ):
        return True
    if figures and kind == "points" and begins_comparing(before):
        figures[-1] = replace(figures[-1], end=run[-1].end)
        return True
    if place.normal[run[0].end] in ":︰":
        _append_run(place, run, figures, list(_OF_INDUSTRIES[: len(run)]), "value")
        return True
    respectively = "分别" in before or "依次" in before
    own = before_baseline(own)
    change = change_in(own)
    said = own[: change.start] if change else own
    names = names_in_order(said if strip_subject(said) else place.about, len(run))
    if kind in {"gap", "structure"} or not (respectively or len(names) == len(run)):
        return False
    beside = figures[-len(run) :]
    if len(names) == 1 and len({figure.clause for figure in beside}) == 1 and len(beside) == len(run):
        names = [completed(figure.name, names[0]) for figure in beside]
    if change:  # the numbers say how much more it is: 分别提高25元、50元
        names = [name + strip_subject(own[change.start :]) for name in names]
    _append_run(place, run, figures, names, kind)
    return True


def _own_words(before: str, kind: Kind) -> str:
    if kind == "share":
        return without_share(before)
    return without_change(before) if kind in {"rate", "points"} else before


def _attach_run(kind: Kind, place: _Place, run: list[Quantity], figures: list[Figure]) -> bool:
    first = len(figures) - len(run)
    before, said = place.before(run[0]), place.said(run[0])
    attached = [attach(figures[first + at], kind, before, said, quantity) for at, quantity in enumerate(run)]
    done = [one for one in attached if one]
    if len(done) < len(run):
        return False
    for at, one in enumerate(done, first):  # quoted up to its rate, unless too much of the others stands between
        figures[at] = one if one.end - one.start <= _LONGEST_QUOTE else replace(one, end=figures[at].end)
        if kind == "structure" and at > first:
            share = replace(one.shares[-1], start=run[at - first].start)
            figures[at] = replace(figures[at], shares=(*one.shares[:-1], share))
    return True


def _append_run(place: _Place, run: list[Quantity], figures: list[Figure], names: list[str], kind: Kind) -> None:
    equal = len(names) == len(run)
    begin, before = place.room.start, place.before(run[0])
    said_once = run[0].start < run[0].number_start  # 分别突破3亿元和5亿元
    for position, one in enumerate(run):
        quantity = replace(one, operator=run[0].operator) if said_once and one.operator == "=" else one
        room = Span(begin, quantity.end)
        figure = _new(replace(place, room=room, follower=None), quantity, kind, figures)
        if kind == "points":
            figure = replace(figure, value=signed(kind, before, quantity))
        if kind == "rate":
            figure = with_rate(replace(figure, yoy=None, growth=None, growth_basis=None), before, quantity)
        name = names[position] if equal else strip_subject(_own_words(before, kind))
        end = quantity.end if ":" not in place.normal[quantity.end : quantity.end + 1] else run[-1].end
        name = name or place.about or UNNAMED
        figures.append(replace(figure, name=name, subject=name, start=begin, end=end, unequal=not equal))


def _reach_over(clause: Span, quantities: list[Quantity], figures: list[Figure], had: int) -> None:
    """A figure alone in its clause is quoted with the whole clause, unless that is long; also with its attributes."""
    if not quantities:
        return
    new = figures[had:]
    if len(new) == 1 and not (had and quantities[0].start < new[0].start):
        figures[had] = _quoted(new[0], clause, min(clause.start, new[0].start))
    elif new:
        figures[-1] = _quoted(figures[-1], clause, figures[-1].start)


def _quoted(figure: Figure, clause: Span, start: int) -> Figure:
    if clause.end - start <= _LONGEST_QUOTE:
        return replace(figure, start=start, end=max(clause.end, figure.end))
    quantity = figure.quantity
    behind = len(figure.name) if figure.named_after else 0
    end = max(min(clause.end, quantity.end + behind), min(figure.end, quantity.end + _LONGEST_QUOTE))
    return replace(figure, start=max(start, quantity.start - _LONGEST_QUOTE // 2), end=max(end, quantity.end))


def _call(place: _Place, quantity: Quantity, kind: Kind, last: Figure | None) -> tuple[str, str, bool]:
    """Its name, the subject for the names behind it, and whether it was named by the words after the number."""
    head, tail = place.before(quantity), place.tail(quantity)
    earlier = last.subject if last else place.about
    beside = last if last and last.clause == place.number else None
    own = _own_words(head, kind)
    taken = beside is not None and beside.named_after
    if earlier and kind in {"rate", "share"} and only_attaches(own):
        return earlier + adjusted_in(own), earlier, False
    if beside and not head:
        persons = quantity.unit[-1:] in "人名" and beside.unit and beside.unit[-1:] in "户家"
        return (f"{beside.name}人数" if persons else beside.name), beside.subject, True
    if beside and beside.named_after and not tail and counted_with(beside.name, head):
        return counted_with(beside.name, head), beside.subject, False
    if place.follower and place.follower.unit == quantity.unit and whole_of(tail):
        return strip_subject(head) + whole_of(tail), whole_of(tail), True
    if beside and beside.unit == quantity.unit and whole_of(head) and beside.named_after and not tail:
        return head, beside.subject, False
    if taken and not tail and "、" in own:
        own = own.rpartition("、")[2]
    if tail and _RECIPIENT.match(own):
        own = _RECIPIENT.sub("", own)
    name = name_of(own, tail, earlier, earlier_named_after=taken, last=place.follower is None)
    subject = earlier if earlier and name.startswith(earlier) else name
    after = end_of_name(tail, last=place.follower is None)
    return name or UNNAMED, subject, bool(after) and name.endswith(after)


def _new(place: _Place, quantity: Quantity, kind: Kind, figures: list[Figure]) -> Figure:
    normal, room, clause = place.normal, place.room, place.clause
    head = place.before(quantity)
    start = room.start
    while start < quantity.start and normal[start] in "、和及,与 ()":
        start += 1
    rate = kind in {"rate", "share"}
    name, subject, named_after = _call(place, quantity, kind, figures[-1] if figures else None)
    figure = Figure(
        start=start,
        end=quantity.end,
        quantity=quantity,
        name=name,
        subject=subject,
        named_after=named_after,
        value=None if rate else signed(kind, head, quantity),
        unit=None if rate else quantity.unit,
        head=place.said(quantity),
        tail=normal[quantity.end : room.end],
        is_rate=rate,
        under="其中" in normal[max(clause.start - 3, 0) : clause.start + 3] or "其中" in head[:4],
        clause=place.number,
    )
    if kind == "share":
        return replace(figure, share_of_plan=quantity.value)
    return with_rate(figure, head, quantity) if rate else figure
