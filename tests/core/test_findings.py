from svangrum.core.errors import SvangrumError
from svangrum.core.findings import Finding, Outcome
from svangrum.core.sources import Citation


def test_outcomes_are_weighed_from_forbidden_to_unknown() -> None:
    assert min(Outcome, key=lambda outcome: outcome.weight) is Outcome.FORBIDDEN
    assert max(Outcome, key=lambda outcome: outcome.weight) is Outcome.UNKNOWN
    assert Outcome.REQUIRED.weight < Outcome.CONDITIONAL.weight < Outcome.PERMITTED.weight
    assert len({outcome.weight for outcome in Outcome}) == len(Outcome)


def test_a_finding_is_named_by_rule_and_code() -> None:
    finding = Finding("reservation", "may-reserve", Outcome.CONDITIONAL, (Citation("LOU", "4:18"),))

    assert finding.key == "reservation.may-reserve"


def test_an_error_shows_its_code_and_values_to_a_developer() -> None:
    assert str(SvangrumError("money.negative", field="value", text="-1")) == "money.negative (text=-1)"
    assert str(SvangrumError("interrupted")) == "interrupted"
