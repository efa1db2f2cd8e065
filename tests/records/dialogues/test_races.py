"""Answers, links and feedback at once, in SQLite and in PostgreSQL: one answer each, and a link taken back is over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.at_once import DATABASES, raced


@pytest.fixture(scope="module", params=DATABASES)
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return raced("tests.records.dialogues.racing", tmp_path_factory.mktemp("race"), request)


def test_an_enterprise_has_one_answer_and_its_people_have_the_last_word(race):
    found = race["one_enterprise_answers_signed_in_and_by_its_link"]
    assert set(found["results"]) <= {"done", "dialogue.answered"}
    assert found["results"]["done"] >= 2
    assert found["taken_over"]


def test_a_link_answers_before_it_is_taken_back_or_not_at_all(race):
    found = race["a_link_is_taken_back_while_it_answers"]
    assert set(found["results"]) <= {"done", "dialogue-link.revoked"}
    assert found["again"] == {"dialogue-link.revoked": 1}
    assert found["answers"] <= 1


def test_feedback_is_given_once_and_the_dialogue_closed_once(race):
    found = race["two_officers_give_feedback_and_close"]
    assert found["results"] == {"done": 1, "record.stale": 1}
    assert found["closed"] == {"done": 1, "record.stale": 1}


def test_their_chains_hold(race):
    assert race["faults"] == 0
