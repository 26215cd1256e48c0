"""Which turns of the stock bot are played, and where a history is copied."""

from benchmarks.settings import QUICK_LATENCY, LatencyPlan

PLAN = LatencyPlan()
TURNS = range(1, PLAN.last + 1)


def test_every_turn_near_a_mark_is_played_in_every_conversation() -> None:
    near = [turn for turn in TURNS if any(abs(turn - mark) <= 5 for mark in (10, 20, 100, 300))]
    assert all(PLAN.stock_plays(conversation, turn) for conversation in range(20) for turn in near)


def test_the_first_conversations_are_played_whole() -> None:
    assert all(PLAN.stock_plays(conversation, turn) for conversation in (0, 1) for turn in TURNS)
    assert not PLAN.stock_plays(2, 50)


def test_a_history_is_copied_only_after_turns_that_were_not_played() -> None:
    assert [turn for turn in TURNS if PLAN.copied_before(turn)] == [95, 295]


def test_a_quick_run_copies_too() -> None:
    assert [turn for turn in range(1, QUICK_LATENCY.last + 1) if QUICK_LATENCY.copied_before(turn)] == [13]
