"""What the workplace's templates ask of Python. Loaded as `{% load workplace %}`."""

from django import template

from plans.admin import words
from plans.models.choices import LABELS
from plans.models.words import day, origin_mark

register = template.Library()

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


@register.filter
def label(code: object) -> str:
    """The name on screens of a member of the vocabulary."""
    return str(LABELS[type(code)][code])


@register.filter
def few_departments(rows: object) -> str:
    return words.few_names([words.department_name(row) for row in rows])


@register.filter
def department_names(rows: object) -> str:
    return words.joined([words.department_name(row) for row in rows])
