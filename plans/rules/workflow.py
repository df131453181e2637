"""The one transition table of an update: it draws the buttons and guards the moves, so a shown button always works."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from plans.rules.said import MovedOn, NotAllowed, Refused, Said
from plans.rules.vocabulary import Role, UpdateState


class Move(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ENDORSE = "endorse"
    SEND_BACK = "send_back"
    ACCEPT = "accept"
    RETURN = "return"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Transition:
    """`None` among the sources is 未报送: no row yet. A returned update is never rewritten: a new version follows it."""

    move: Move
    sources: frozenset[UpdateState | None]
    target: UpdateState
    role: Role
    label: Said
    needs_reason: bool = False
    needs_open_round: bool = False


_OPEN = frozenset({None, UpdateState.DRAFT, UpdateState.RETURNED})

TRANSITIONS: dict[Move, Transition] = {
    transition.move: transition
    for transition in (
        Transition(
            Move.SAVE,
            _OPEN,
            UpdateState.DRAFT,
            Role.CONTRIBUTOR,
            Said("save", "保存草稿", "Save draft"),
            needs_open_round=True,
        ),
        Transition(
            Move.SUBMIT,
            _OPEN,
            UpdateState.SUBMITTED,
            Role.CONTRIBUTOR,
            Said("submit", "提交审核", "Submit"),
            needs_open_round=True,
        ),
        Transition(
            Move.TAKE_BACK,
            frozenset({UpdateState.SUBMITTED}),
            UpdateState.DRAFT,
            Role.CONTRIBUTOR,
            Said("take_back", "撤回修改", "Take back"),
            needs_open_round=True,
        ),
        Transition(
            Move.ENDORSE,
            frozenset({UpdateState.SUBMITTED}),
            UpdateState.ENDORSED,
            Role.HEAD,
            Said("endorse", "审核同意", "Endorse"),
        ),
        Transition(
            Move.SEND_BACK,
            frozenset({UpdateState.SUBMITTED}),
            UpdateState.RETURNED,
            Role.HEAD,
            Said("send_back", "退回修改", "Return"),
            needs_reason=True,
            needs_open_round=True,
        ),
        Transition(
            Move.ACCEPT,
            frozenset({UpdateState.ENDORSED}),
            UpdateState.ACCEPTED,
            Role.PLAN_OFFICE,
            Said("accept", "审定", "Accept"),
        ),
        Transition(
            Move.RETURN,
            frozenset({UpdateState.ENDORSED, UpdateState.ACCEPTED}),
            UpdateState.RETURNED,
            Role.PLAN_OFFICE,
            Said("return", "退回", "Return"),
            needs_reason=True,
        ),
        Transition(
            Move.PUBLISH,
            frozenset({UpdateState.ACCEPTED}),
            UpdateState.PUBLISHED,
            Role.PLAN_OFFICE,
            Said("publish", "发布", "Publish"),
        ),
    )
}

STATE_LABELS: dict[UpdateState | None, Said] = {
    None: Said("none", "未报送", "Not reported"),
    UpdateState.DRAFT: Said("draft", "草稿", "Draft"),
    UpdateState.SUBMITTED: Said("submitted", "待部门审核", "With the department head"),
    UpdateState.ENDORSED: Said("endorsed", "待主管单位审定", "With the plan office"),
    UpdateState.RETURNED: Said("returned", "已退回", "Returned"),
    UpdateState.ACCEPTED: Said("accepted", "已审定", "Accepted"),
    UpdateState.PUBLISHED: Said("published", "已发布", "Published"),
}


def moves_from(
    *, state: UpdateState | None, roles: Iterable[Role], round_is_open: bool = True
) -> tuple[Transition, ...]:
    """What may be done now, in the order the buttons stand."""
    held = frozenset(roles)
    return tuple(
        transition
        for transition in TRANSITIONS.values()
        if state in transition.sources
        and transition.role in held
        and (round_is_open or not transition.needs_open_round)
    )


def check_move(
    *,
    move: Move,
    state: UpdateState | None,
    roles: Iterable[Role],
    reason: str = "",
    round_is_open: bool = True,
) -> Transition:
    """The transition to carry out; refuses a missing right, a state that has moved on, a closed round, no reason.

    Once its round is closed nothing can be reported in it any more, so nothing goes back to be changed; only the plan
    office, which has to decide what waits, may still return an item: the last figures are carried over then.
    """
    transition = TRANSITIONS[move]
    label = transition.label
    if transition.role not in frozenset(roles):
        raise NotAllowed(
            "no-right",
            f"您没有“{label.zh}”的权限，请联系计划管理员。",
            f"You may not do this (“{label.en}”). Ask the plan administrator.",
        )
    if state not in transition.sources:
        now = STATE_LABELS[state]
        raise MovedOn(
            "moved-on",
            f"该项现为“{now.zh}”，不能再“{label.zh}”。请刷新页面查看最新情况。",
            f"This item is now “{now.en}”; “{label.en}” is no longer possible. Reload to see where it stands.",
        )
    if transition.needs_open_round and not round_is_open:
        raise MovedOn(
            "round-closed",
            f"本期填报已经结束，不能再“{label.zh}”；刚才填写的内容没有存入。请在下一期填报，或联系主管单位。",
            f"This round is closed; “{label.en}” is no longer possible and nothing was stored. Report in the next round.",
        )
    if transition.needs_reason and not reason.strip():
        raise Refused("reason-missing", "请填写退回理由。", "Give the reason for returning it.", field="reason")
    return transition
