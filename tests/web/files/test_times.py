"""The page of an organisation's own times: where no shorter time can be set it says what to do instead."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.actors import Role
from svangrum.records.files.times import own_rules
from svangrum.web.pages import address
from tests.records.build import a_member, an_organisation, signed_in
from tests.web.page import read


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_with_a_floor_says_what_to_do_when_the_decision_says_less(client, language):
    town = an_organisation()
    administrator = signed_in(client, a_member(town, Role.ADMINISTRATOR), town)
    page = read(administrator.get(address("thinning-times", language)))
    told = {one.code: page.one("p", id=f"{one.code}-hint").text for one in own_rules()}
    floors = {one.code for one in own_rules() if one.guarded}
    floor = words("files.times.hint-guarded", language, proposed=72, least=72)
    assert floors == {"procurement", "passport-kept"}
    assert {code for code, hint in told.items() if hint.strip() == floor} == {"procurement"}
    assert told["passport-kept"].strip() == words("files.times.hint-none", language, least=72)
    assert told["reading"].strip() == words("files.times.hint-none", language, least=1)
