"""What the public templates ask of Python: addresses, days, marks. Loaded as `{% load public %}`."""

from collections.abc import Mapping

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from plans.models.words import day, origin_mark
from plans.public import words

register = template.Library()

register.filter("day", day)
register.filter("zh", words.zh)
register.filter("lang", words.lang)
register.filter("inner_quotes", words.inner_quotes)
register.simple_tag(origin_mark, name="origin")


@register.simple_tag
def unit_name(names: Mapping[str, str], name: str) -> SafeString:
    """An office told by its name alone, in English where the issue knows it."""
    return words.zh(names.get(name, name))


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, **kwargs: object) -> str:
    """A page of the plan and issue shown."""
    return context["place"].to(name, **kwargs)


@register.simple_tag(takes_context=True)
def issue_link(context: Context, number: int, name: str = "home", **kwargs: object) -> str:
    """The same as of another issue."""
    return context["place"].issue(number, name, **kwargs)


@register.simple_tag(takes_context=True)
def latest_link(context: Context, name: str = "home", **kwargs: object) -> str:
    return context["place"].latest(name, **kwargs)


@register.simple_tag(takes_context=True)
def plan_link(context: Context, slug: str) -> str:
    """The home of any plan, from the front page."""
    return context["place"].plan(slug)
