"""Where a passage may be cut."""

from plans.rules.proposal.passages import cuts


def test_a_passage_may_be_cut_behind_its_stops_and_between_its_sentences() -> None:
    text = "修路、架桥，建房。甲乙丙。"
    assert cuts(text, [(0, 8), (9, 12)]) == [(3, "架桥，建房"), (6, "建房"), (9, "甲乙丙")]


def test_nothing_is_cut_where_only_marks_would_remain() -> None:
    assert cuts("修路，。", [(0, 4)]) == []


def test_of_endless_places_the_first_hundred_are_offered() -> None:
    assert [at for at, _ in cuts("甲、" * 5_000, [(0, 10_000)])] == list(range(2, 202, 2))
