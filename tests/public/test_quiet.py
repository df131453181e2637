"""Nothing unreleased leaks: not one byte depends on drafts, internal issues, or who is asking."""

import pytest
from django.utils import timezone

from plans.models import Decision, Indicator, IndicatorTerms, Observation, Section, Task, TaskTerms, Withholding
from plans.models.publications import PublicationQuerySet
from plans.rules.publication import Release
from plans.rules.vocabulary import Series
from tests.public.conftest import HOME
from tests.public.makers import (
    IssueSpec,
    indicator,
    make_department,
    make_plan,
    publish,
    sample_record,
    sample_records,
    target,
    task,
    value,
)
from tests.public.test_pages import EVERY


def _answers(client) -> dict[str, tuple[int, bytes, str]]:
    responses = {address: client.get(address) for address in EVERY}
    return {
        address: (response.status_code, response.content, response.headers.get("ETag", ""))
        for address, response in responses.items()
    }


def _make_unreleased(plan) -> None:
    """A living task with its terms, a department, an internal issue with a figure of its own, a proposed withholding."""
    make_department()
    document = plan.documents.get()
    section = Section.objects.create(document=document, level=2, number="2.9", kind="plan", start=0, end=1)
    living = Task.objects.create(plan=plan, code="9.9.9", sort_key="9", area=section)
    decision = Decision.objects.create(plan=plan, on=timezone.localdate(), reason="SECRET", origin="decision")
    TaskTerms.objects.create(task=living, decision=decision, title="SECRET", due_on=plan.end_on)
    counted = Indicator.objects.create(plan=plan, code="R009", section=section)
    now = timezone.now()
    IndicatorTerms.objects.create(indicator=counted, decision=decision, name="SECRET", recorded_at=now)
    Observation.objects.create(
        indicator=counted, decision=decision, start_on=plan.start_on, end_on=plan.end_on, yoy_text="77", recorded_at=now
    )
    internal = [task(targets=[target("19")], title="SECRET"), *sample_records()[1:]]
    record = [*sample_record(), indicator("R009", "SECRET", value(yoy="77"))]
    publish(plan, internal, 1, IssueSpec(series=Series.INTERNAL, record=record))


def test_no_byte_depends_on_what_is_not_released(client, plan, signed_in):
    before = _answers(client)
    _make_unreleased(plan)
    row = plan.publications.get(series="public", number=5).tasks.get(code="1.1.1")
    figure = row.publication.indicators.get()
    Withholding.objects.create(
        published_indicator=figure,
        reason="SECRET",
        proposed_by=signed_in,
        proposed_at=row.publication.published_at,
    )
    Withholding.objects.create(
        published_task=row, reason="SECRET", proposed_by=signed_in, proposed_at=row.publication.published_at
    )
    assert _answers(client) == before


def test_the_comparison_would_find_a_leak(client, plan, monkeypatch):
    """The negative control: with the line between the two series taken away, answers differ."""
    monkeypatch.setattr(PublicationQuerySet, "public", PublicationQuerySet.all)
    before = _answers(client)
    _make_unreleased(plan)
    assert _answers(client) != before


def test_no_byte_depends_on_who_is_asking(client, plan, signed_in):
    before = _answers(client)
    client.force_login(signed_in)
    assert _answers(client) == before


def test_no_byte_depends_on_the_name_of_the_host(client, plan, settings):
    settings.ALLOWED_HOSTS = ["*"]
    before = client.get(HOME).content
    assert client.get(HOME, headers={"host": "plan.example"}).content == before


def test_an_internal_issue_has_no_public_address(client, plan):
    publish(plan, sample_records(), 1, IssueSpec(series=Series.INTERNAL))
    assert client.get(f"{HOME}publications/5/").status_code == 200
    assert client.get(f"{HOME}publications/6/").status_code == 404


@pytest.mark.parametrize("released", [True, False])
def test_the_mean_is_shown_only_where_it_is_released(read, db, released):
    publish(make_plan(), sample_records(), 5, IssueSpec(release=Release(mean=released)))
    assert ("平均完成率55.00%，慢11.67个百分点" in read(HOME)) is released
