"""What is typed about an indicator: its terms, and the figures of one period, each with the decision it rests on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.actions.recording import TermsChoice, ValueChoice
from plans.admin.confirming import DecisionForm
from plans.admin.fields import day, text
from plans.models import Observation
from plans.models.choices import choices
from plans.queries.indicators import Entry
from plans.rules.indicators import Figures, ValueRecord
from plans.rules.vocabulary import CorrectionKind, Direction, Force, Frequency, GrowthBasis, Operator

BLANK = [("", "—")]
DECISION = ("office", "on", "document_number", "reason")


class RecordForm(DecisionForm):
    """Fields of its own, then those of the decision."""

    OWN: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("document_number", "reason"):
            self.fields[name].help_text = _("Give a document number or a reason, or both.")

    def own_fields(self) -> list[Any]:
        return [self[name] for name in self.OWN if name in self.fields]

    def decision_fields(self) -> list[Any]:
        return [self[name] for name in DECISION]


class TermsForm(RecordForm):
    prefix = "terms"
    name = text(_("Name of the indicator"))
    unit = text(_("Unit"), required=False, length=20, hint=_("Left empty where only its growth is counted."))
    section = forms.ChoiceField(label=_("Place in the document"), required=False)
    frequency = forms.ChoiceField(label=_("Frequency"), choices=BLANK + choices(Frequency), required=False)
    source_unit = text(_("Source unit"), required=False, length=60)
    nature = forms.ChoiceField(label=_("Nature"), choices=BLANK + choices(Force), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=BLANK + choices(Direction), required=False)
    goal_operator = forms.ChoiceField(
        label=_("Comparison"), choices=choices(Operator), required=False, initial=Operator.EQUAL.value
    )
    goal_text = text(
        _("Goal of the year"), required=False, length=40, hint=_("A number in its unit, or a rate of growth like 6%.")
    )
    is_public = forms.BooleanField(label=_("Shown in public issues"), required=False)
    is_withdrawn = forms.BooleanField(label=_("Taken out of the record"), required=False)
    OWN = (
        "name",
        "unit",
        "section",
        "frequency",
        "source_unit",
        "nature",
        "direction",
        "goal_operator",
        "goal_text",
        "is_public",
        "is_withdrawn",
    )

    def __init__(
        self, *args: Any, sections: Sequence[tuple[str, str]] = (), entry: Entry | None = None, **kwargs: Any
    ) -> None:
        if entry is not None:
            kwargs["initial"] = _terms_of(entry)
        super().__init__(*args, **kwargs)
        if entry is not None:
            del self.fields["section"]
        else:
            self.fields["section"].choices = [*BLANK, *sections]
            del self.fields["is_withdrawn"]

    def choice(self) -> TermsChoice:
        given = {name: self.cleaned_data[name] for name in self.OWN if name in self.fields}
        return TermsChoice(**given | {"goal_operator": given["goal_operator"] or Operator.EQUAL.value})


def _terms_of(entry: Entry) -> dict[str, object]:
    row = entry.terms[-1]
    names = (
        "name",
        "unit",
        "frequency",
        "source_unit",
        "nature",
        "direction",
        "goal_operator",
        "goal_text",
        "is_public",
    )
    return {name: getattr(row, name) for name in names} | {"is_withdrawn": row.withdrawn}


class ValueForm(RecordForm):
    prefix = "value"
    start_on = day(_("From"))
    end_on = day(_("To"))
    operator = forms.ChoiceField(
        label=_("Comparison"), choices=choices(Operator), required=False, initial=Operator.EQUAL.value
    )
    value = text(_("Value"), required=False, length=40)
    yoy = text(_("Growth on the year before (%)"), required=False, length=20)
    growth_basis = forms.ChoiceField(
        label=_("Other growth: on what"), choices=BLANK + choices(GrowthBasis), required=False
    )
    growth = text(_("Other growth (%)"), required=False, length=20)
    share_of_plan = text(_("Share of the annual plan (%)"), required=False, length=20)
    stated_gap = text(
        _("Stated lead or lag (points)"),
        required=False,
        length=20,
        hint=_("Only what the source states; a lag is negative."),
    )
    average = text(
        _("Average of the city"),
        required=False,
        length=40,
        hint=_(
            "Of the whole city in the same period: a number in its unit, or its growth with a percent sign, like 6%."
        ),
    )
    rank = text(_("Rank"), required=False, length=40, hint=_("Say among whom; a bare number 3 is shown as no. 3."))
    releasable_on = day(
        _("Not public before"), required=False, hint=_("Left empty, the next public issue may show it.")
    )
    correction = forms.ChoiceField(
        label=_("Kind of correction"),
        choices=BLANK + choices(CorrectionKind),
        required=False,
        help_text=_("Needed where a given figure changes."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput())
    OWN = (
        "start_on",
        "end_on",
        "operator",
        "value",
        "yoy",
        "share_of_plan",
        "stated_gap",
        "growth_basis",
        "growth",
        "average",
        "rank",
        "releasable_on",
        "correction",
    )

    def __init__(
        self, *args: Any, unit: str, current: tuple[Observation, ValueRecord] | None = None, **kwargs: Any
    ) -> None:
        if current is not None:
            kwargs["initial"] = _value_of(*current)
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["value"].label = _("Value (%(unit)s)") % {"unit": unit}

    def choice(self) -> ValueChoice:
        given = self.cleaned_data
        names = ("value", "yoy", "growth", "growth_basis", "share_of_plan", "stated_gap", "average", "rank")
        return ValueChoice(
            start_on=given["start_on"],
            end_on=given["end_on"],
            figures=Figures(
                operator=given["operator"] or Operator.EQUAL.value, **{name: given[name] for name in names}
            ),
            releasable_on=given["releasable_on"],
            correction=CorrectionKind(given["correction"]) if given["correction"] else None,
            seen=given["seen"],
        )


def _value_of(row: Observation, value: ValueRecord) -> dict[str, object]:
    said = value.figures
    names = ("operator", "value", "yoy", "growth_basis", "growth", "share_of_plan", "stated_gap", "average", "rank")
    return {
        "start_on": row.start_on,
        "end_on": row.end_on,
        "releasable_on": row.releasable_on,
        "seen": row.pk,
        **{name: getattr(said, name) for name in names},
    }
