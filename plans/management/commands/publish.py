"""Publishes the next issue of a series, as an account that may do so."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils import timezone

from plans.actions.acting import Actor
from plans.actions.publishing import publish
from plans.management.refusing import RefusingCommand
from plans.models import Plan, Round, User
from plans.rules.publication import Review
from plans.rules.said import Refused
from plans.rules.vocabulary import Series


class Command(RefusingCommand):
    help = "发布一期（默认为最近一个填报期），须指定发布人账号，遵守与网页相同的规定。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, help="计划的地址名")
        parser.add_argument("--series", required=True, choices=[series.value for series in Series])
        parser.add_argument("--by", required=True, help="发布人的用户名")
        parser.add_argument("--round", type=int, help="填报期的期号，默认为最近一期")
        parser.add_argument("--note", default="", help="发布说明")
        parser.add_argument("--review-office", default="", help="保密审查单位（公开发布必填）")
        parser.add_argument("--review-conclusion", default="", help="保密审查结论（公开发布必填）")
        parser.add_argument("--review-on", type=date.fromisoformat, help="保密审查日期，如2023-09-05")

    def act(self, options: dict[str, Any]) -> None:
        plan = _plan(options["plan"])
        publication = publish(
            plan=plan,
            series=Series(options["series"]),
            round_=_round(plan, options["round"]),
            by=Actor(_user(options["by"])),
            now=timezone.now(),
            review=_review(options),
            note=options["note"],
        )
        self.stdout.write(f"{plan.slug} {publication.series} {publication.number} {publication.digest}")


def _plan(slug: str) -> Plan:
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise Refused("plan-unknown", f"没有地址名为“{slug}”的计划。", f"There is no plan “{slug}”.")
    return plan


def _round(plan: Plan, number: int | None) -> Round:
    rounds = plan.rounds.order_by("number")
    row = rounds.last() if number is None else rounds.filter(number=number).first()
    if row is None:
        raise Refused("round-unknown", "该计划没有这个填报期。", "The plan has no such round.")
    return row


def _user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused("user-unknown", f"没有用户“{username}”。", f"There is no account “{username}”.")
    return user


def _review(options: dict[str, Any]) -> Review | None:
    """None where nothing was said of it; the rules say what a public issue then lacks."""
    on = options["review_on"]
    office, conclusion = options["review_office"], options["review_conclusion"]
    if on is None and not (office or conclusion):
        return None
    if on is None:
        raise Refused(
            "review-without-day", "请用 --review-on 填写保密审查日期。", "Give the day of the review with --review-on."
        )
    return Review(office=office, conclusion=conclusion, on=on)
