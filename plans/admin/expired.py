"""A form whose token no longer fits: the session has ended meanwhile, or the page is from another sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.admin.language import in_chosen_language
from plans.rules.said import NotAllowed

EXPIRED = NotAllowed(
    "form-expired",
    "页面已过期，内容没有提交。请用浏览器的“返回”回到填写的页面，复制已填内容，刷新后重新提交。",
    "This page has expired and nothing was sent. Go back in your browser, copy what you typed, reload, and send it again.",
)


@in_chosen_language
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Named in the settings. Draws no form's content again: whoever sent it may not be who is signed in now."""
    context = {"refusal": EXPIRED, "has_permission": request.user.is_authenticated}
    return render(request, "admin/refused.html", context, status=EXPIRED.status)
