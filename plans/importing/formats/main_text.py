"""Finds the report in a web page: drops what is not shown or is furniture, then goes in to where the prose is."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from plans.importing.formats.html_flow import tabulates

_NEVER_SHOWN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "select",
    "button", "input", "textarea", "nav", "footer", "link", "meta", "title",
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_FURNITURE = re.compile(
    "share|print|crumb|toolbar|relat|xgxw|xgwz|recommend|hotnews|sidebar|leftnav|side-?nav|paginat|pager|qrcode|ewm|erweima"
    "|footer|copyright|menu|navbar|search|login|comment|feedback|player|font-?size|(?:^|[ _-])(?:foot|bottom)\\b",
)
_HOLDS_A_TEXT = re.compile(
    "zoom|ucap|trs_|article|content|zhengwen|wenzhang|detail|vsb|infocon|maintext|editor|textbody|(?:news|art|txt|page)_?con"
)
_CONTAINERS = frozenset({
    "body", "div", "table", "tbody", "thead", "tr", "td", "article", "section", "main", "ucapcontent",
    "founder-content", "form", "center", "ul", "ol", "dl",
})  # fmt: skip
_STOPS = re.compile("[，。；！？、]")
_STOP_WEIGHT = 20  # prose has a stop every dozen characters; menus, addresses and record numbers have none
_LITTLE = 100
_NAMED_SHARE = 60
_ALL_BUT_FURNITURE = 97
_ALL = 99


@dataclass
class _Weight:
    """How much prose there is, and how much is only to be clicked."""

    prose: int = 0
    linked: int = 0
    links: int = 0

    def add(self, words: str | None, *, in_link: bool) -> None:
        if not words:
            return
        if in_link:
            self.linked += len(words.strip())
        else:
            self.prose += len(words.strip()) + _STOP_WEIGHT * len(_STOPS.findall(words))


def find_main_text(root: HtmlElement) -> HtmlElement:
    """The smallest element that holds the report. Changes the tree: what is not shown is gone."""
    _drop_unseen(root)
    body = root.find("body")
    if body is None:
        return root
    weights = _weigh(body)
    _drop_furniture(body, weights)
    return _go_in(_named(body, weights), weights)


def _drop_unseen(root: HtmlElement) -> None:
    unseen = [*root.iter(*_NEVER_SHOWN)]
    unseen += [
        element for element in root.iter() if "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    ]
    for element in unseen:
        _drop(element)


def _drop(element: HtmlElement) -> None:
    """Emptied in its place: taking it out would join the texts around it, which lxml refuses for odd characters."""
    if element.tag != "body":
        element.clear(keep_tail=True)
        element.tag = "gone"


def _weigh(body: HtmlElement) -> dict[HtmlElement, _Weight]:
    """One pass from the leaves up; only containers are kept."""
    weights: dict[HtmlElement, _Weight] = {}
    open_ones = [_Weight()]
    links = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_link = element.tag == "a" and "href" in element.attrib
        if event == "start":
            links += is_link
            open_ones.append(_Weight())
            open_ones[-1].add(element.text, in_link=links > 0)
            continue
        links -= is_link
        done = open_ones.pop()
        if element.tag in _CONTAINERS:
            weights[element] = done
        outer = open_ones[-1]
        outer.prose += done.prose
        outer.linked += done.linked
        outer.links += done.links + is_link
        outer.add(element.tail, in_link=links > 0)
    return weights


def _drop_furniture(body: HtmlElement, weights: dict[HtmlElement, _Weight]) -> None:
    """Small parts named for what they do, and lists of links."""
    total = weights[body].prose
    for element, weight in weights.items():
        small = weight.prose < max(total // 10, _LITTLE)
        if small and (_FURNITURE.search(_names(element)) or (weight.links > 2 and weight.linked > 4 * weight.prose)):
            _drop(element)


def _named(body: HtmlElement, weights: dict[HtmlElement, _Weight]) -> HtmlElement:
    """By the names editors give the part with the text; what two systems nest in one another is one chain."""
    found = body
    for element in body.iter(*_CONTAINERS):
        if element is body or not (element.tag == "ucapcontent" or _HOLDS_A_TEXT.search(_names(element))):
            continue
        share = _NAMED_SHARE if found is body else _ALL_BUT_FURNITURE
        if weights[element].prose * 100 >= share * weights[found].prose > 0:
            found = element
    return found


def _go_in(found: HtmlElement, weights: dict[HtmlElement, _Weight]) -> HtmlElement:
    """While one part alone holds all the prose."""
    while True:
        inner = max((one for one in found if one.tag in _CONTAINERS), key=lambda one: weights[one].prose, default=None)
        if inner is None or weights[inner].prose * 100 < _ALL * max(weights[found].prose, 1):
            return found
        if inner.tag == "table" and tabulates(inner):
            return found
        found = inner


def _names(element: HtmlElement) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}".lower()
