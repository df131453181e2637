"""What was posted on the pages of a proposal, as changes; nothing is checked here that the rules check."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from plans.actions.proposing import Change, document_exchanged
from plans.rules.proposal import Proposal, Target, Task
from plans.rules.said import Refused
from plans.rules.vocabulary import ReviewVerb

TASK_FIELDS = ("title", "due_on", "responsibility")
TARGET_FIELDS = ("name", "value", "unit", "kind", "basis", "operator", "commitment")
OBSERVATION_FIELDS = ("name", "value", "unit", "operator", "yoy", "growth", "share_of_plan", "schedule_gap")
ITEM_FIELDS = {"task": TASK_FIELDS, "target": TARGET_FIELDS, "observation": OBSERVATION_FIELDS}


def changes_of(post: QueryDict, proposal: Proposal, text: str) -> tuple[list[Change], dict[str, int]]:
    """The changes, and for each item they touch the last step that the page knew of."""
    try:
        verb = ReviewVerb(post.get("verb", ""))
    except ValueError:
        raise Refused(
            "verb-unknown", "没有这项操作，请刷新后再试。", "There is no such act. Load the page again."
        ) from None
    body = _BODIES[verb](post, proposal, text)
    names = [body["item"]] if "item" in body else list(body.get("items", ()))
    seen = {name: _number(post.get(f"seen_{name}", post.get("seen", ""))) for name in names}
    return [(verb, body)], {name: number for name, number in seen.items() if number is not None}


def check_document(post: QueryDict, in_use: int | None) -> None:
    """What was typed for words of another document must not even stand in the forms of this one."""
    if _number(post.get("document", "")) not in {None, in_use}:
        raise document_exchanged()


def _edited(post: QueryDict, proposal: Proposal, _text: str) -> dict[str, Any]:
    """Only what is different: on a corrected file a step must not bring back what nobody had changed."""
    item = next((one for one in proposal.items if one.id == post.get("item")), None)
    names = TASK_FIELDS if isinstance(item, Task) else TARGET_FIELDS if isinstance(item, Target) else OBSERVATION_FIELDS
    typed: dict[str, Any] = {name: clean(post, name) for name in names if name in post}
    if isinstance(item, Task):
        typed["is_ongoing"] = "is_ongoing" in post
    changed = {name: value for name, value in typed.items() if item is None or value != getattr(item, name)}
    return {"item": post.get("item", "")} | changed


def _added(post: QueryDict, _proposal: Proposal, text: str) -> dict[str, Any]:
    kind = post.get("kind_of_item", "")
    start, end = _number(post.get("start", "")), _number(post.get("end", ""))
    if start is None or end is None:
        start, end = find_passage(text, clean(post, "passage"), near=_number(post.get("near", "")) or 0)
    fields = {name: clean(post, name) for name in ITEM_FIELDS.get(kind, ()) if clean(post, name)}
    return {"kind": kind, "start": start, "end": end, "measure": clean(post, "measure")} | _renamed(kind, fields)


def _renamed(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """`kind` is the item's kind in a step that adds, so a target says its own in a field of its name."""
    return {"target_kind" if kind == "target" and name == "kind" else name: value for name, value in fields.items()}


def find_passage(text: str, words: str, *, near: int) -> tuple[int, int]:
    """Where the words stand, spaces and line ends aside; of several places the first from `near` on."""
    wanted = "".join(words.split())
    if not wanted:
        raise Refused(
            "passage-missing",
            "请在左侧选取文字，或粘贴原文中的一段。",
            "Select words of the text, or paste some.",
            field="passage",
        )
    places = [at for at, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[at] for at in places)
    first = next((index for index, at in enumerate(places) if at >= near), 0)
    found = bare.find(wanted, first)
    found = bare.find(wanted) if found < 0 else found
    if found < 0:
        raise Refused(
            "passage-unknown",
            "原文中没有这段文字，请照原文选取。",
            "These words do not stand in the document. Select them as they are written.",
            field="passage",
        )
    return places[found], places[found + len(wanted) - 1] + 1


def _reasoned(post: QueryDict) -> str:
    return clean(post, "reason_text") or clean(post, "reason")


def clean(post: Mapping[str, str], name: str) -> str:
    return post.get(name, "").replace("\x00", "").strip()


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


_BODIES = {
    ReviewVerb.ADD: _added,
    ReviewVerb.EDIT: _edited,
    ReviewVerb.SPLIT: lambda post, *_: {"item": post.get("item", ""), "at": _number(post.get("at", ""))},
    ReviewVerb.MERGE: lambda post, *_: {"items": post.getlist("items")},
    ReviewVerb.DROP: lambda post, *_: {"item": post.get("item", ""), "reason": _reasoned(post)},
    ReviewVerb.ACCEPT: lambda post, *_: {"items": post.getlist("items")},
    ReviewVerb.SET_ASIDE: lambda post, *_: {
        "start": _number(post.get("start", "")),
        "end": _number(post.get("end", "")),
        "reason": _reasoned(post),
    },
    ReviewVerb.DECIDE: lambda post, *_: {"item": post.get("item", ""), "text": clean(post, "text")},
    ReviewVerb.UNDO: lambda post, *_: {"step": _number(post.get("step", "")) or 0},
}
