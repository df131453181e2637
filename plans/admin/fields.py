"""Forms of the workplace: what was typed is kept, and each fault stands at its field in the language of the page."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext

from plans.admin.words import said
from plans.rules.said import ManyRefused, Refused


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class Screen(forms.Form):
    """A form whose refusals from below are shown where they belong."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _missing(field)

    def refuse(self, refusal: Refused) -> None:
        for fault in refusal.errors if isinstance(refusal, ManyRefused) else (refusal,):
            self.add_error(fault.field if fault.field in self.fields else None, said(fault.said))


def _missing(field: forms.Field) -> str:
    """Names the field: several may be empty at once."""
    is_chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    words = gettext("Choose: %(label)s.") if is_chosen else gettext("Fill in: %(label)s.")
    return words % {"label": field.label}


def text(label: Any, *, required: bool = True, length: int = 120, hint: Any = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=length, help_text=hint, widget=widget)


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=hint, widget=DayInput())


def today() -> date:
    """The day in Shanghai, read at the door."""
    return localdate()


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to. An empty form that was sent is not an unsent one, although it is as false."""
    return request.POST if request.method == "POST" else None
