from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run


def test_the_published_example_in_words(capsys):
    assert run(["calculate", "--as-of", "2019-11-07"], "sv") == 0
    assert "Samhället: 215\u00a0600\u00a0kr" in capsys.readouterr().out


def test_json_holds_flows_levels_and_rates(capsys):
    assert run(["calculate", "months=24", "positions=2", "--as-of", "2026-11-26", "--json"], "sv") == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["society"] == pytest.approx(sum(answer["levels"].values()), abs=0.1)
    assert answer["flows"]["wage"] == 20_500 * 24 * 2
    assert answer["rates"]["calc-indirect-tax"] == 21
    assert answer["extended"]["society"]["p5"] < answer["extended"]["society"]["p95"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["months"], "fält=värde"),
        (["weeks=3"], "weeks"),
        (["--draws", "0"], "beräkningar"),
        (["--as-of", "2015-01-01"], "2015"),
        (["months=-4", "positions=abc"], "120"),
        (["months=-4", "positions=abc"], "abc"),
    ],
)
def test_what_cannot_be_read_is_told(arguments, says, capsys):
    assert run(["calculate", *arguments], "sv") == 2
    assert says in capsys.readouterr().err
