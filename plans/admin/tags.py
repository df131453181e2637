"""What the workplace's templates ask of Python. Loaded as `{% load workplace %}`."""

from django import template
from django.utils.safestring import SafeString

from plans.admin import words
from plans.models.choices import LABELS
from plans.models.words import aside_word, day, origin_mark
from plans.rules.records import OriginRecord
from plans.rules.vocabulary import Responsibility, TargetKind

register = template.Library()

register.filter("aside_word", aside_word)
register.filter("day", day)
register.filter("short_day", words.short_day)
register.filter("moment", words.moment)
register.filter("said", words.said)
register.filter("share", words.share)
register.filter("state_word", words.state_word)
register.filter("act_word", words.act_word)
register.filter("role_word", words.role_word)
register.filter("goal_words", words.goal_words)
register.filter("target_words", words.target_words)
register.filter("department_name", words.department_name)
register.simple_tag(origin_mark, name="origin")


@register.simple_tag
def origin_of(record: OriginRecord | None) -> SafeString:
    """The mark of who says so; nothing where nothing is said."""
    return origin_mark(record.kind.value) if record else SafeString("")


@register.filter
def label(code: object) -> str:
    """The name on screens of a member of the vocabulary."""
    return str(LABELS[type(code)][code])


@register.filter
def kind_word(code: str) -> str:
    return str(LABELS[TargetKind][TargetKind(code)])


@register.filter
def item_word(kind: str) -> str:
    return str(words.ITEMS[kind])


@register.filter
def change_word(change: str) -> str:
    return str(words.CHANGES[change])


@register.filter
def responsibility_word(code: str) -> str:
    return str(LABELS[Responsibility][Responsibility(code)])


@register.filter
def few_departments(rows: object) -> str:
    return words.few_names([words.department_name(row) for row in rows])


@register.filter
def quoted(several: object) -> str:
    return words.joined([f"“{one}”" for one in several])


@register.filter
def department_names(rows: object) -> str:
    return words.joined([words.department_name(row) for row in rows])


@register.simple_tag(takes_context=True)
def typed(context: template.Context, form: str, name: str, stored: object = "") -> object:
    """What was typed in a form that was refused, else what is stored: several forms stand on one page."""
    posted = context.get("posted")
    return posted.get(name, "") if posted and posted.get("form") == form else stored
