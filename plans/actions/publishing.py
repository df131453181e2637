"""Publishing an issue: what was accepted becomes a frozen, numbered, chained publication, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models.functions import Now
from django.utils.timezone import localdate

from plans.actions.acting import Actor, one_act, require
from plans.actions.freezing import Row, freeze, prepare_record, store_record
from plans.models import Plan, Publication, PublishedTask, Round, Update, User
from plans.queries.headers import load_plan_head, load_source_head
from plans.queries.living import load_rules, load_task_records
from plans.queries.published_rows import PrintedFigure, list_printed_figures, load_told, load_withheld_rounds
from plans.rules.digest import text_digest
from plans.rules.permissions import may_run_rounds
from plans.rules.publication import INTERNAL_RELEASE, Release, Review, columns_of, header_document, task_body
from plans.rules.records import CorrectionRecord, TaskRecord
from plans.rules.said import MovedOn, NotAllowed, Refused
from plans.rules.shapes import LightRules
from plans.rules.standing import task_standing
from plans.rules.vocabulary import PlanState, PublicationKind, Series, UpdateState


def publish(
    *,
    plan: Plan,
    series: Series,
    round_: Round,
    by: Actor,
    now: datetime,
    review: Review | None = None,
    note: str = "",
) -> Publication:
    """The next issue of a series, as of the round's date.

    Per task the newest update accepted, or published before in the other series, up to this round; the rest is carried
    over. Refuses while something still waits for the plan office, or if the publisher submitted any of it. On a real
    plan the time is the database's; only a demonstration carries `now`.
    """
    with one_act(
        by=by, now=now, name="publish", subject=f"{plan.slug} {series.value}", jurisdiction=plan.jurisdiction
    ) as act:
        publisher = _publisher(plan, by)
        plan = Plan.objects.select_for_update(of=("self",)).select_related("office", "jurisdiction").get(pk=plan.pk)
        _check_ready(plan, round_, series, review, now=now)
        previous = plan.publications.filter(series=series.value).order_by("number").last()
        _check_order(previous, round_)
        rows, updates = _prepare(plan, series, round_, previous)
        _check_withheld(plan, series, rows)
        _check_two_people(updates, publisher)
        today = localdate(now if plan.is_demo else database_now(plan))
        record = prepare_record(plan, series, previous, on=today, publisher=publisher)
        publication = _store(
            plan=plan,
            series=series,
            round_=round_,
            previous=previous,
            rows=rows,
            record=record,
            publisher=publisher,
            review=review,
            note=note,
            now=now,
        )
        _mark_published(updates, publication, publisher)
        act.subject = f"{plan.slug} {series.value} {publication.number}"
        act.after = {
            "digest": publication.digest,
            "round": str(round_.number),
            "published_by": publication.published_by,
        }
    return publication


def _publisher(plan: Plan, by: Actor) -> User:
    if by.user is None:
        raise NotAllowed("nobody", "发布需要指定发布人账号。", "Publishing needs the account of the publisher.")
    require(may_run_rounds(by.person(), jurisdiction=plan.jurisdiction_id), zh="发布", en="publish")
    return by.user


def _check_ready(plan: Plan, round_: Round, series: Series, review: Review | None, *, now: datetime) -> None:
    if plan.state == PlanState.DRAFT.value:
        raise MovedOn("plan-not-confirmed", "请先确认计划，再发布。", "Confirm the plan before publishing.")
    if series is Series.PUBLIC and review is None:
        raise Refused(
            "review-missing",
            "公开发布前请登记保密审查情况（审查单位、结论、日期）。",
            "Record the confidentiality review (office, conclusion, date) before a public issue.",
            field="review_office",
        )
    if series is Series.PUBLIC and review is not None and not (review.office.strip() and review.conclusion.strip()):
        raise Refused(
            "review-incomplete",
            "请填写保密审查的单位和结论。",
            "Give the office and the conclusion of the confidentiality review.",
            field="review_office",
        )
    if series is Series.PUBLIC and review is not None and review.on > localdate(now):
        raise Refused(
            "review-later",
            "保密审查日期不能晚于今天。",
            "The confidentiality review cannot be dated after today.",
            field="review_on",
        )
    waiting = list(
        Update.objects.filter(
            task__plan=plan, round__number__lte=round_.number, state=UpdateState.ENDORSED.value
        ).values_list("task__code", flat=True)
    )
    if waiting:
        codes = "、".join(sorted(set(waiting)))
        raise MovedOn(
            "still-waiting",
            f"还有{len(waiting)}项待主管单位审定（{codes}），请先审定或退回。",
            f"{len(waiting)} items still wait for the plan office ({codes}). Accept or return them first.",
        )


def _check_withheld(plan: Plan, series: Series, rows: Sequence[Row]) -> None:
    """What two people withheld must not come back because nobody has reported since."""
    withheld = load_withheld_rounds(plan, series.value)
    again = [
        row.body["code"]
        for row in rows
        if row.body["update"] and int(row.body["update"].partition(".")[0]) <= withheld.get(row.body["code"], 0)
    ]
    if again:
        told = "、".join(again)
        raise MovedOn(
            "withheld-again",
            f"已撤下的内容（{told}）会在本期再次出现。请部门重新填报并审定，或将任务设为不予公开。",
            f"What was withheld ({told}) would appear again. Have it reported anew, or make the task never public.",
        )


def _check_order(previous: Publication | None, round_: Round) -> None:
    if previous is not None and previous.as_of_on >= round_.as_of_on:
        raise MovedOn(
            "already-published",
            f"本系列第{previous.number}期已发布到{previous.as_of_on}，不能重复发布。",
            f"Issue {previous.number} of this series already covers {previous.as_of_on}.",
        )


def _prepare(plan: Plan, series: Series, round_: Round, previous: Publication | None) -> tuple[list[Row], list[Update]]:
    """The rows of the issue in plan order, and the updates it tells of for the first time in this series."""
    told = load_told(previous)
    records = load_task_records(plan, round_=round_, corrections_after=told)
    lights, release, _version = load_rules(plan)
    shown = release if series is Series.PUBLIC else INTERNAL_RELEASE
    records = tuple(record for record in records if series is Series.INTERNAL or not record.is_sensitive)
    corrected = [record.facts.code for record in records if record.corrections]
    printed = list_printed_figures(plan, series.value, corrected) if corrected else []
    rows = [
        _row(record, lights=lights, as_of=round_.as_of_on, told=told, printed=printed, release=shown)
        for record in records
    ]
    return rows, _updates_behind(plan, round_, rows, told)


def _row(
    record: TaskRecord,
    *,
    lights: LightRules,
    as_of: date,
    told: dict[str, str | None],
    printed: Sequence[PrintedFigure],
    release: Release,
) -> Row:
    record, corrected_in = _listed_corrections(record, printed)
    body = task_body(
        record,
        task_standing(record.facts, as_of=as_of, rules=lights),
        updated=record.update_name is not None and record.update_name != told.get(record.facts.code),
        corrected_in=corrected_in,
        release=release,
    )
    return freeze(body)


def _listed_corrections(record: TaskRecord, printed: Sequence[PrintedFigure]) -> tuple[TaskRecord, dict[date, str]]:
    """Those of a figure that this series printed, with its first issue that did: nobody was told the others wrong."""
    numbers = {correction: _first_issue(record.facts.code, correction, printed) for correction in record.corrections}
    listed = tuple(correction for correction, number in numbers.items() if number is not None)
    corrected_in = {correction.as_of: number for correction, number in numbers.items() if number is not None}
    return replace(record, corrections=listed), corrected_in


def _first_issue(code: str, correction: CorrectionRecord, printed: Sequence[PrintedFigure]) -> str | None:
    """“No change” moves the date of a figure on, so an issue may have printed it as of a later day."""
    wrong = (code, correction.target_key, correction.was)
    numbers = (
        figure.number
        for figure in printed
        if (figure.code, figure.target_key, figure.text) == wrong and figure.as_of >= correction.as_of
    )
    return next(numbers, None)


def _updates_behind(
    plan: Plan, round_: Round, rows_of_issue: Sequence[Row], told: dict[str, str | None]
) -> list[Update]:
    """Every settled update this series has not told of yet: all of them count for the two-person rule.

    One accepted late, for a round before the one last told, has not been published anywhere either.
    """
    codes = [row.body["code"] for row in rows_of_issue]
    rows = (
        Update.objects.settled()
        .select_for_update(of=("self",))
        .filter(task__plan=plan, task__code__in=codes, round__number__lte=round_.number)
        .select_related("round", "task")
    )
    return [
        row for row in rows if row.state == UpdateState.ACCEPTED.value or not _was_told(row, told.get(row.task.code))
    ]


def _was_told(update: Update, earlier: str | None) -> bool:
    if earlier is None:
        return False
    number, version = (int(part) for part in earlier.split("."))
    return (update.round.number, update.version) <= (number, version)


def _check_two_people(updates: Sequence[Update], publisher: User) -> None:
    own = sorted({update.task.code for update in updates if update.submitted_by_id == publisher.pk})
    if own:
        codes = "、".join(own)
        raise NotAllowed(
            "own-submission",
            f"您填报的事项（{codes}）须由他人发布。",
            f"You submitted {codes} yourself; another person must publish this issue.",
        )


def _store(
    *,
    plan: Plan,
    series: Series,
    round_: Round,
    previous: Publication | None,
    rows: Sequence[Row],
    record: Sequence[Row],
    publisher: User,
    review: Review | None,
    note: str,
    now: datetime,
) -> Publication:
    """The header is made last: a real plan's time must be the database's within seconds."""
    lights, release, version = load_rules(plan)
    source = load_source_head(plan)
    published_at = now if plan.is_demo else database_now(plan)
    number = previous.number + 1 if previous else 1
    header = header_document(
        plan=load_plan_head(plan),
        source=source,
        series=series,
        number=number,
        kind=PublicationKind.REGULAR,
        as_of=round_.as_of_on,
        published_at=published_at,
        rows=[(row.body["code"], row.sha256) for row in rows],
        record=[(row.body["code"], row.sha256) for row in record],
        corrections=[(row.body["code"], item["field"]) for row in [*rows, *record] for item in row.body["corrections"]],
        rule_set_version=version,
        lights=lights,
        release=release if series is Series.PUBLIC else INTERNAL_RELEASE,
        review=review if series is Series.PUBLIC else None,
        note=note.strip(),
        previous=previous.digest if previous else None,
    )
    publication = Publication.objects.create(
        plan=plan,
        series=series.value,
        number=number,
        kind=PublicationKind.REGULAR.value,
        round=round_,
        as_of_on=round_.as_of_on,
        published_at=published_at,
        published_by=str(publisher.pk),
        previous=previous,
        digest=text_digest(header),
        header=header,
    )
    PublishedTask.objects.bulk_create(
        PublishedTask(
            publication=publication,
            code=row.body["code"],
            body=row.text,
            salt=row.salt,
            sha256=row.sha256,
            **columns_of(row.body),
        )
        for row in rows
    )
    store_record(publication, record)
    return publication


def _mark_published(updates: Sequence[Update], publication: Publication, publisher: User) -> None:
    """已发布 means in at least one issue: what the other series published keeps its first publisher."""
    accepted = [update.pk for update in updates if update.state == UpdateState.ACCEPTED.value]
    try:
        changed = Update.objects.filter(pk__in=accepted, state=UpdateState.ACCEPTED.value).update(
            state=UpdateState.PUBLISHED.value, published_by=publisher, published_in=publication
        )
    except IntegrityError as error:
        raise NotAllowed(
            "own-submission", "填报人不能发布自己填报的事项。", "Who submitted an update may not publish it."
        ) from error
    if changed != len(accepted):
        raise MovedOn(
            "moved-on", "有事项刚刚被他人处理，请重新准备发布。", "Something has just changed. Prepare again."
        )


def database_now(plan: Plan) -> datetime:
    """The database's clock at this statement: the publication time is not the application's to choose."""
    return Plan.objects.annotate(clock=Now()).values_list("clock", flat=True).get(pk=plan.pk)
