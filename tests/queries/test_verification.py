"""Every tamper is found and located. The guards are lifted to tamper at all; untouched, everything verifies."""

import json
import random
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, models, transaction

from plans.actions.withholding import propose_withholding, withhold
from plans.models import (
    AuditEntry,
    LogHead,
    Plan,
    Publication,
    PublishedIndicator,
    PublishedTask,
    SourceDocument,
    Update,
    Withholding,
)
from plans.queries.verification import Break, list_breaks
from plans.rules.digest import canonical_json, row_digest, text_digest
from plans.rules.publication import EMPTY_COLUMNS
from plans.rules.vocabulary import Series
from tests.actions.worlds import NOW, accepted, issue, make_indicator, make_round, make_world
from tests.guards import check_foreign_keys, lift_guards

pytestmark = pytest.mark.django_db

TABLES = (Publication, PublishedTask, AuditEntry, PublishedIndicator)
SURROGATE = {(Publication, "id"), (PublishedTask, "id"), (PublishedIndicator, "id")}
"""Row numbers of the database say nothing that was published; keys to them are checked."""


@pytest.fixture
def record():
    """Two plans, both series, up to three issues, a withheld row in each; the guards are gone."""
    for slug, tasks in (("bailu-2031", 3), ("donghe-2031", 2)):
        world = make_world(slug=slug, tasks=tasks)
        for name in ("社会消费品零售总额", "地方一般公共预算收入", "城镇新增就业")[:tasks]:
            make_indicator(world, name)
        for number in (1, 2, 3):
            round_ = make_round(world, number)
            accepted(world, round_, str(number * 4))
            for series in Series:
                if (slug, series, number) != ("donghe-2031", Series.PUBLIC, 3):
                    issue(world, round_, series)
        row = PublishedTask.objects.get(
            publication__plan=world.plan, publication__series="public", code="1.1.1", publication__number=2
        )
        figure = (
            PublishedIndicator.objects.get(
                publication__plan=world.plan, publication__series="internal", code="R001", publication__number=3
            )
            if slug == "donghe-2031"
            else None
        )
        for withheld in filter(None, (figure, row)):
            proposal = propose_withholding(row=withheld, reason="涉密", by=world.office, now=NOW)
            withhold(withholding=proposal, by=world.publisher, now=NOW)
    lift_guards()
    return world


def breaks():
    return [str(one) for one in list_breaks()]


# -- random tampers --------------------------------------------------------------------------------------------------


def columns(model):
    return [field for field in model._meta.concrete_fields if (model, field.name) not in SURROGATE]


def others(dice, row, field):
    """Values of the same type that are not the one there, in any order."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        found = list(field.related_model.objects.exclude(pk=value).values_list("pk", flat=True))
        found += [None] if field.null and value is not None else []
    elif isinstance(field, models.DateTimeField):
        found = [value + timedelta(microseconds=step) for step in (1, 1000, 86_400_000_000)]
    elif isinstance(field, models.DateField):
        found = [value + timedelta(days=1) if value else NOW.date()]
    elif isinstance(field, models.DecimalField):
        found = [(value or Decimal(0)) + Decimal("0.000001")]
    elif isinstance(field, models.IntegerField):
        found = [(value or 0) + step for step in (1000, 1001)]
    else:
        found = other_texts(value, field)
    dice.shuffle(found)
    return found


def other_texts(value, field):
    choices = [code for code, _label in field.choices or [] if code != value]
    tries = [value[:-1], value + " ", "", "{}", "[]", "0" * min(len(value), 64), value[::-1], value.swapcase()]
    limit = field.max_length or 10**6
    return choices or [text for text in tries if text != value and len(text) <= limit]


def put(dice, model, row, field):
    """Whether the column now says something else; a unique key lets only some values in."""
    for value in others(dice, row, field):
        try:
            with transaction.atomic():
                model.objects.filter(pk=row.pk).update(**{field.attname: value})
        except IntegrityError:
            continue
        return True
    return False


def alter(dice, model, row):
    field = dice.choice(columns(model))
    return f"altered {field.name}" if put(dice, model, row, field) else None


def delete(dice, model, row):
    """Raw, since Django would ask about the rows that point here."""
    model.objects.filter(pk=row.pk)._raw_delete(using="default")
    return "deleted"


def duplicate(dice, model, row):
    """Under the next free key: an exact copy is refused by the unique keys."""
    if model is AuditEntry:
        row.seq, row.digest = AuditEntry.objects.count() + 1, row.digest[::-1]
    elif model is Publication:
        row.pk, row.number, row.digest, row.previous = None, 99, row.digest[::-1], None
    else:
        row.pk, row.code = None, row.code + "1"
    row.save(force_insert=True)
    return "duplicated"


def swap(dice, model, row):
    """Two rows exchange what they say; None where it is the same."""
    other = dice.choice(list(model.objects.exclude(pk=row.pk)))
    names = {
        PublishedTask: ["body"],
        PublishedIndicator: ["body"],
        AuditEntry: ["subject", "at", "act"],
        Publication: ["header"],
    }[model]
    if all(getattr(row, name) == getattr(other, name) for name in names):
        return None
    for one, from_ in ((row, other), (other, row)):
        model.objects.filter(pk=one.pk).update(**{name: getattr(from_, name) for name in names})
    return "swapped"


def place_of(model, row):
    """How a break names the row, or the issue it belongs to."""
    if model is AuditEntry:
        return f"log {row.seq}"
    publication = row if model is Publication else row.publication
    return f"{publication.plan.slug} {publication.series} {publication.number}"


def test_random_tampers_are_all_found_and_located(record, full):
    dice, wanted, kinds = random.Random(20311), 1000 if full else 100, Counter()
    assert breaks() == []
    while kinds.total() < wanted:
        model = TABLES[kinds.total() % len(TABLES)]
        row = dice.choice(list(model.objects.order_by("pk")))
        place = place_of(model, row)
        with transaction.atomic():
            what = dice.choice([alter, alter, alter, delete, duplicate, swap])(dice, model, row)
            found = breaks() if what else None
            transaction.set_rollback(True)
        if what is None:
            continue
        assert found, f"{what} {place} was not found"
        assert any(place in one for one in found) or what == "duplicated", f"{what} {place}: {found}"
        kinds[what] += 1
        check_foreign_keys()
    assert breaks() == []
    assert len(kinds) >= 15
    assert min(kinds["deleted"], kinds["duplicated"], kinds["swapped"]) >= 5


@pytest.mark.parametrize(("model", "name"), [(model, field.name) for model in TABLES for field in columns(model)])
def test_a_change_of_any_column_is_found(record, model, name):
    dice = random.Random(name)
    field = model._meta.get_field(name)
    tried = 0
    rows = list(model.objects.order_by("pk"))
    dice.shuffle(rows)
    for row in rows:
        place = place_of(model, row)
        with transaction.atomic():
            changed = put(dice, model, row, field)
            found = breaks() if changed else []
            transaction.set_rollback(True)
        tried += changed
        assert any(place in one for one in found) is changed, f"{name} of {place}: {found}"
        if tried == 8:
            break
    assert tried > 0


# -- tampers by somebody who knows how it is made --------------------------------------------------------------------


def internal(number=1):
    return Publication.objects.get(plan__slug="bailu-2031", series="internal", number=number)


def test_a_body_with_a_fitting_digest_is_not_the_one_in_the_header(record):
    row = internal().tasks.get(code="1.1.1")
    body = row.body.replace("家庭农场", "家庭牧场")
    PublishedTask.objects.filter(pk=row.pk).update(body=body, sha256=row_digest(salt=row.salt, body=body))
    assert breaks() == ["bailu-2031 internal 1, 1.1.1: the row's digest is not the one in the header"]


def test_a_header_with_a_fitting_digest_is_not_the_one_in_the_log_nor_in_the_next_issue(record):
    publication = internal()
    header = publication.header.replace('"note":""', '"note":"改过"')
    Publication.objects.filter(pk=publication.pk).update(header=header, digest=text_digest(header))
    assert breaks() == [
        "bailu-2031 internal 1: the log says otherwise of its digest",
        "bailu-2031 internal 2: the previous issue is not what the header says",
    ]


@pytest.mark.parametrize(
    "header", ["", "no json", "[]", "{}", '"text"', "null", '{"rows":[1]}', '{"rows":[["a","b"]]}']
)
def test_a_header_that_cannot_be_read_is_said_to_be_so(record, header):
    Publication.objects.filter(pk=internal().pk).update(header=header, digest=text_digest(header))
    assert "bailu-2031 internal 1: the header cannot be read" in breaks()


def test_a_header_in_another_form_is_found(record):
    publication = internal(3)
    header = publication.header.replace('{"as_of":', '{ "as_of":')
    Publication.objects.filter(pk=publication.pk).update(header=header, digest=text_digest(header))
    assert breaks()[0] == "bailu-2031 internal 3: the header is not in canonical form"


def test_content_that_is_gone_without_two_people_is_found(record):
    row = internal().tasks.get(code="1.1.1")
    PublishedTask.objects.filter(pk=row.pk).update(body="", salt="", **EMPTY_COLUMNS)
    assert breaks() == [
        "bailu-2031 internal 1, 1.1.1: the content is gone, and the record and the log do not agree on two people and a reason"
    ]


def test_a_withholding_that_only_one_proposed_is_no_excuse(record):
    row = PublishedTask.objects.get(
        publication__plan__slug="bailu-2031", publication__series="public", publication__number=2, code="1.1.1"
    )
    Withholding.objects.filter(published_task=row).update(approved_by=None)
    assert breaks() == [
        "bailu-2031 public 2, 1.1.1: the content is gone, and the record and the log do not agree on two people and a reason"
    ]


@pytest.mark.parametrize("left", [{"words": "还留着"}, {"salt": "0" * 64}, {"completion": 1}])
def test_what_is_left_of_a_withheld_row_is_found(record, left):
    PublishedTask.objects.filter(body="", publication__plan__slug="bailu-2031").update(**left)
    assert breaks() == ["bailu-2031 public 2, 1.1.1: a withheld row still has content"]


def test_a_missing_issue_is_told_by_the_next_one_and_by_the_log(record):
    publication = internal(2)
    Update.objects.filter(published_in=publication).update(published_in=internal(1))
    for model in (PublishedTask, PublishedIndicator):
        model.objects.filter(publication=publication)._raw_delete(using="default")
    Publication.objects.filter(previous=publication).update(previous=None)
    Publication.objects.filter(pk=publication.pk)._raw_delete(using="default")
    assert breaks() == [
        "bailu-2031 internal 3: the previous issue is not what the header says",
        "bailu-2031 internal 3: the link to the previous issue is not what the header says",
        "bailu-2031 internal 3: an issue before it is missing",
        "bailu-2031 internal 2: the log tells of this issue, but it is missing",
    ]


def test_an_issue_nobody_published_is_found(record):
    publication = internal(3)
    header = publication.header.replace('"number":"3"', '"number":"4"').replace(
        f'"previous":"{internal(2).digest}"', f'"previous":"{publication.digest}"'
    )
    publication.pk, publication.number, publication.previous = None, 4, internal(3)
    publication.header, publication.digest = header, text_digest(header)
    publication.save(force_insert=True)
    assert "bailu-2031 internal 4: the log does not tell of this issue" in breaks()


@pytest.mark.parametrize("after", ["", "x", "[]", "1", '{"digest":"0"}'])
def test_a_log_entry_that_tells_something_else_is_found(record, after):
    entry = AuditEntry.objects.get(act="publish", subject="bailu-2031 internal 1")
    AuditEntry.objects.filter(pk=entry.pk).update(after=after)
    assert breaks()[0] == "bailu-2031 internal 1: the log says otherwise of its digest"
    assert f"log {entry.seq}: the entry does not match its digest" in breaks()


def test_the_end_of_the_log_is_not_cut_off_unnoticed(record):
    last = AuditEntry.objects.order_by("seq").last()
    AuditEntry.objects.filter(pk=last.seq).delete()
    what = f"log {last.seq}: the log does not end where its head says"
    assert last.act == "withhold"
    assert [line.partition(":")[0] for line in breaks()] == [
        f"{last.subject.rpartition(' ')[0]}, 1.1.1",
        f"log {last.seq}",
    ]
    LogHead.objects.all().delete()
    assert breaks()[-1] == what


def test_an_entry_with_a_fitting_digest_breaks_the_chain(record):
    entry = AuditEntry.objects.get(seq=3)
    entry.actor = "somebody else"
    AuditEntry.objects.filter(pk=3).update(actor=entry.actor, digest=entry.computed_digest())
    assert breaks() == ["log 4: the entry does not follow the one before it"]


@pytest.mark.parametrize(
    ("column", "what"),
    [
        ("text", "the text of the document is not the one in the header"),
        ("content", "the document it was read from is missing or has changed"),
    ],
)
def test_a_changed_source_document_is_found_in_every_issue_that_rests_on_it(record, column, what):
    changed = {"text": "别的文字", "content": "别的文字".encode()}[column]
    SourceDocument.objects.filter(plan__slug="bailu-2031").update(**{column: changed})
    assert {line.partition(": ")[2] for line in breaks()} == {what}


def test_a_demonstration_that_became_real_is_found(record):
    Plan.objects.filter(slug="bailu-2031").update(is_demo=False)
    assert {line.partition(": ")[2] for line in breaks()} == {"the kind of plan is not what the header says"}


@pytest.mark.parametrize("body", ["[]", "{", '{"code":"1"}'])
def test_a_body_that_cannot_be_read_is_named_and_nothing_crashes(record, body):
    row = PublishedTask.objects.exclude(body="").first()
    row.body, row.sha256 = body, row_digest(salt=row.salt, body=body)
    stated = json.loads(row.publication.header)
    stated["rows"] = [[code, row.sha256 if code == row.code else digest] for code, digest in stated["rows"]]
    header = canonical_json(stated)
    row.save()
    Publication.objects.filter(pk=row.publication_id).update(header=header, digest=text_digest(header))
    assert any(line.endswith(f"{row.code}: the body cannot be read") for line in breaks())


def test_a_withholding_whose_reason_was_rewritten_is_found(record):
    Withholding.objects.update(reason="另一个理由")
    assert {line.partition(": ")[2] for line in breaks()} == {
        "the content is gone, and the record and the log do not agree on two people and a reason"
    }


def test_a_task_under_the_code_of_an_indicator_does_not_hide_behind_it(record):
    row = internal().tasks.get(code="1.1.1")
    row.pk, row.code = None, "R001"
    row.save(force_insert=True)
    assert breaks() == ["bailu-2031 internal 1, R001: the header does not name this row"]


def test_an_indicator_slipped_into_an_issue_from_before_the_record_is_found(record):
    publication = internal()
    old = json.loads(publication.header)
    del old["record"]
    header = canonical_json(old | {"schema": "1"})
    Publication.objects.filter(pk=publication.pk).update(header=header, digest=text_digest(header))
    found = [line for line in breaks() if ", R" in line]
    assert found == [f"bailu-2031 internal 1, R00{n}: the header does not name this row" for n in (1, 2, 3)]


def test_an_issue_from_before_the_record_verifies_without_one(record):
    publication = internal(3)
    PublishedIndicator.objects.filter(publication=publication)._raw_delete(using="default")
    old = json.loads(publication.header)
    del old["record"]
    header = canonical_json(old | {"schema": "1"})
    Publication.objects.filter(pk=publication.pk).update(header=header, digest=text_digest(header))
    assert breaks() == ["bailu-2031 internal 3: the log says otherwise of its digest"]


def test_a_header_that_names_no_record_is_said_to_be_so(record):
    publication = internal(3)
    header = canonical_json({key: part for key, part in json.loads(publication.header).items() if key != "record"})
    Publication.objects.filter(pk=publication.pk).update(header=header, digest=text_digest(header))
    assert "bailu-2031 internal 3: the header does not name its rows" in breaks()


def test_an_empty_record_verifies():
    assert breaks() == []


def test_a_break_names_place_and_fault():
    assert str(Break("log 3", "the entry is missing")) == "log 3: the entry is missing"
