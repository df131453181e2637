"""What the system says, in two languages, and the refusals that carry it."""

import pytest

from plans.rules.said import ManyRefused, MovedOn, NotAllowed, NotThere, Refused, Said


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh-hans", "请核对。"), ("zh", "请核对。"), ("en", "Check it."), ("en-gb", "Check it."), ("fr", "请核对。")],
)
def test_a_sentence_is_said_in_the_readers_language_and_otherwise_in_chinese(language, text):
    assert Said("check", "请核对。", "Check it.").in_language(language) == text


@pytest.mark.parametrize(("refusal", "status"), [(Refused, 400), (NotAllowed, 403), (NotThere, 404), (MovedOn, 409)])
def test_every_refusal_has_its_answer_its_sentence_and_its_field(refusal, status):
    raised = refusal("check", "请核对。", "Check it.", field="value")
    assert (raised.status, raised.code, raised.field, str(raised)) == (status, "check", "value", "请核对。")
    assert raised.said == Said("check", "请核对。", "Check it.")


def test_many_refusals_speak_through_the_first_and_keep_all():
    errors = [
        Refused("check", "请核对。", "Check it.", field="a"),
        Refused("empty", "请填写。", "Fill it in.", field="b"),
    ]
    raised = ManyRefused(errors)
    assert (raised.status, raised.said, raised.field) == (400, errors[0].said, "a")
    assert raised.errors == tuple(errors)
