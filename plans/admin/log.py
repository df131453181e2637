"""The log, for the auditor: what was done and what was refused, newest first. Read only."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plans.admin.doors import page, require_auditor
from plans.admin.fields import Screen
from plans.admin.words import act_word
from plans.queries.registers import list_acts, list_entries

PAGE = 50


class LogFilter(Screen):
    act = forms.ChoiceField(label=_("Act"), required=False)
    actor = forms.CharField(label=_("Account"), required=False, max_length=150)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("all")), ("done", _("done")), ("refused", _("refused"))]
    )


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    audited = require_auditor(request)
    form = LogFilter(request.GET)
    form.fields["act"].choices = [("", _("all")), *((act, act_word(act)) for act in list_acts(audited))]
    chosen = form.cleaned_data if form.is_valid() else {}
    entries = Paginator(list_entries(audited, **chosen), PAGE).get_page(request.GET.get("page"))
    return page(request, "log.html", form=form, entries=entries)
