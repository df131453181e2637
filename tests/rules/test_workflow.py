"""The workflow of an update: every state × move × role against a table of its own."""

from itertools import chain, combinations, product

import pytest

from plans.rules.said import MovedOn, NotAllowed, Refused
from plans.rules.vocabulary import Role, UpdateState
from plans.rules.workflow import STATE_LABELS, TRANSITIONS, Move, check_move, moves_from

NONE, DRAFT, SUBMITTED, ENDORSED, RETURNED, ACCEPTED, PUBLISHED = (None, *UpdateState)
STATES = (NONE, DRAFT, SUBMITTED, ENDORSED, RETURNED, ACCEPTED, PUBLISHED)

# Whoever may do something, in which state, and what comes of it. Everything not written here is refused.
ALLOWED = {
    (Role.CONTRIBUTOR, Move.SAVE, NONE): DRAFT,
    (Role.CONTRIBUTOR, Move.SAVE, DRAFT): DRAFT,
    (Role.CONTRIBUTOR, Move.SAVE, RETURNED): DRAFT,
    (Role.CONTRIBUTOR, Move.SUBMIT, NONE): SUBMITTED,
    (Role.CONTRIBUTOR, Move.SUBMIT, DRAFT): SUBMITTED,
    (Role.CONTRIBUTOR, Move.SUBMIT, RETURNED): SUBMITTED,
    (Role.CONTRIBUTOR, Move.TAKE_BACK, SUBMITTED): DRAFT,
    (Role.HEAD, Move.ENDORSE, SUBMITTED): ENDORSED,
    (Role.HEAD, Move.SEND_BACK, SUBMITTED): RETURNED,
    (Role.PLAN_OFFICE, Move.ACCEPT, ENDORSED): ACCEPTED,
    (Role.PLAN_OFFICE, Move.RETURN, ENDORSED): RETURNED,
    (Role.PLAN_OFFICE, Move.RETURN, ACCEPTED): RETURNED,
    (Role.PLAN_OFFICE, Move.PUBLISH, ACCEPTED): PUBLISHED,
}
WITH_REASON = {Move.SEND_BACK, Move.RETURN}
ACTORS = {(role, move) for role, move, _ in ALLOWED}


def outcome(*, state, move, roles, reason):
    """The state that follows, or the kind of refusal."""
    try:
        return check_move(move=move, state=state, roles=roles, reason=reason).target
    except Refused as refusal:
        return type(refusal)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", STATES)
def test_every_role_moves_every_state_exactly_as_the_table_says(state, move, role):
    expected = ALLOWED.get((role, move, state), MovedOn) if (role, move) in ACTORS else NotAllowed
    assert outcome(state=state, move=move, roles=[role], reason="数字有误") == expected


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", STATES)
def test_nobody_signed_in_without_a_role_moves_anything(state, move):
    assert outcome(state=state, move=move, roles=[], reason="数字有误") is NotAllowed


def test_a_published_update_is_never_moved_again():
    everybody = list(Role)
    assert {outcome(state=PUBLISHED, move=move, roles=everybody, reason="更正") for move in Move} == {MovedOn}


@pytest.mark.parametrize("reason", ["", "   ", "\u3000\n"])
@pytest.mark.parametrize("move", Move)
def test_returning_needs_a_reason_and_nothing_else_does(move, reason):
    role, _, state = next(key for key in ALLOWED if key[1] is move)
    expected = Refused if move in WITH_REASON else ALLOWED[role, move, state]
    assert outcome(state=state, move=move, roles=[role], reason=reason) == expected


@pytest.mark.parametrize("move", sorted(WITH_REASON))
def test_a_missing_right_is_said_before_a_wrong_state_and_that_before_a_missing_reason(move):
    role = next(role for role, allowed in ACTORS if allowed is move)
    refusals = []
    for roles, state in (
        ([Role.AUDITOR], DRAFT),
        ([role], DRAFT),
        ([role], ENDORSED if move is Move.RETURN else SUBMITTED),
    ):
        with pytest.raises(Refused) as refusal:
            check_move(move=move, state=state, roles=roles)
        refusals.append((refusal.value.code, refusal.value.status, refusal.value.field))
    assert refusals == [("no-right", 403, None), ("moved-on", 409, None), ("reason-missing", 400, "reason")]


def test_refusals_name_the_move_and_the_state_in_both_languages():
    with pytest.raises(NotAllowed) as no_right:
        check_move(move=Move.ACCEPT, state=ENDORSED, roles=[Role.HEAD])
    with pytest.raises(MovedOn) as moved_on:
        check_move(move=Move.ACCEPT, state=NONE, roles=[Role.PLAN_OFFICE])
    assert (no_right.value.said.zh, no_right.value.said.en) == (
        "您没有“审定”的权限，请联系计划管理员。",
        "You may not do this (“Accept”). Ask the plan administrator.",
    )
    assert (moved_on.value.said.zh, moved_on.value.said.en) == (
        "该项现为“未报送”，不能再“审定”。请刷新页面查看最新情况。",
        "This item is now “Not reported”; “Accept” is no longer possible. Reload to see where it stands.",
    )


def test_the_buttons_shown_are_exactly_the_moves_let_through_for_every_set_of_roles():
    role_sets = list(chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1)))
    differing = []
    for state, roles in product(STATES, role_sets):
        shown = [transition.move for transition in moves_from(state=state, roles=roles)]
        allowed = [
            move for move in Move if outcome(state=state, move=move, roles=roles, reason="理由") in set(UpdateState)
        ]
        differing += [(state, roles)] if shown != allowed else []
    assert (len(role_sets), differing) == (2 ** len(Role), [])


def test_the_transition_carried_out_is_the_one_of_the_table():
    assert check_move(move=Move.ACCEPT, state=ENDORSED, roles=[Role.PLAN_OFFICE]) is TRANSITIONS[Move.ACCEPT]


def test_every_move_has_its_transition_and_every_state_its_words():
    assert {move: transition.move for move, transition in TRANSITIONS.items()} == {move: move for move in Move}
    assert {state: said.zh for state, said in STATE_LABELS.items()} == {
        NONE: "未报送",
        DRAFT: "草稿",
        SUBMITTED: "待部门审核",
        ENDORSED: "待主管单位审定",
        RETURNED: "已退回",
        ACCEPTED: "已审定",
        PUBLISHED: "已发布",
    }


def test_what_a_button_says_is_what_it_does():
    assert {move: transition.label.zh for move, transition in TRANSITIONS.items()} == {
        Move.SAVE: "保存草稿",
        Move.SUBMIT: "提交审核",
        Move.TAKE_BACK: "撤回修改",
        Move.ENDORSE: "审核同意",
        Move.SEND_BACK: "退回修改",
        Move.ACCEPT: "审定",
        Move.RETURN: "退回",
        Move.PUBLISH: "发布",
    }
