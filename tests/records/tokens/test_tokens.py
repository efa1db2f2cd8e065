"""Keys of the API: shown once, known by their digest, refused when anything about them is not right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.actors import Actor, Role, Scope
from svangrum.records.events.models import Event
from svangrum.records.events.outcomes import forget_outcomes
from svangrum.records.tokens.actions import LASTS_AT_MOST, create_token, revoke_token
from svangrum.records.tokens.models import Token
from svangrum.records.tokens.permissions import can_keep_tokens
from svangrum.records.tokens.queries import find_token, tokens_of
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation, refused

MONTH = timedelta(days=30)


def an_administrator(organisation):
    return actor(a_member(organisation, Role.ADMINISTRATOR), organisation)


def created(organisation, by=None, **given):
    given = {"name": "Statistik", "scopes": [Scope.PURCHASES_READ], "expires_at": NOW + MONTH, **given}
    return create_token(by=by or an_administrator(organisation), recorded_at=NOW, organisation=organisation.pk, **given)


@pytest.mark.django_db
class TestKeys:
    def test_a_key_acts_for_its_organisation_with_its_scopes_and_no_role(self) -> None:
        town = an_organisation()
        made = created(town)
        who = find_token(made.text, NOW)
        assert who == Actor(token=made.token, organisation=town.pk, scopes=frozenset({Scope.PURCHASES_READ}))
        assert (who.person, who.roles, who.operator) == (None, frozenset(), False)

    def test_a_key_says_what_it_is_and_is_kept_nowhere(self) -> None:
        made = created(an_organisation())
        _, prefix, secret = made.text.split("_")
        kept = "\n".join(str(row) for model in (Token, Event) for row in model.objects.values())
        assert (made.text[:4], len(prefix), len(secret)) == ("svg_", 8, 56)
        assert prefix in kept
        assert secret not in kept

    def test_the_same_request_gives_the_same_key_and_another_another(self) -> None:
        town = an_organisation()
        who = an_administrator(town)
        texts = [created(town, who, key=key).text for key in ("a", "a", "b", None, None)]
        assert len(set(texts)) == 4
        assert texts[0] == texts[1]
        assert tokens_of(town.pk).count() == 4

    def test_a_request_whose_answer_is_forgotten_is_refused_in_words(self) -> None:
        town = an_organisation()
        who = an_administrator(town)
        created(town, who, key="a")
        forget_outcomes(before=NOW + MONTH)
        with refused("record.key-reused"):
            created(town, who, key="a")
        assert tokens_of(town.pk).count() == 1

    def test_a_key_holds_until_its_last_moment(self) -> None:
        made = created(an_organisation())
        assert find_token(made.text, NOW + MONTH - timedelta(seconds=1)).token == made.token
        with refused("token.expired"):
            find_token(made.text, NOW + MONTH)

    def test_a_revoked_key_opens_nothing(self) -> None:
        town = an_organisation()
        made = created(town)
        revoke_token(by=an_administrator(town), recorded_at=NOW, token=made.token, version=1)
        with refused("token.revoked"):
            find_token(made.text, NOW)
        with refused("token.revoked"):
            revoke_token(by=an_administrator(town), recorded_at=NOW, token=made.token, version=2)

    def test_a_key_of_a_closed_organisation_opens_nothing(self) -> None:
        town = an_organisation()
        made = created(town)
        close_organisation(by=OPERATOR, recorded_at=NOW, organisation=town.pk, version=1)
        with refused("token.closed"):
            find_token(made.text, NOW)

    @pytest.mark.parametrize("text", ["", "svg_", "svg__", "svg_12345678", "0" * 64, "Bearer svg_a_b", "svg_\0"])
    def test_what_is_no_key_is_unknown(self, text) -> None:
        with refused("token.unknown"):
            find_token(text, NOW)

    def test_a_key_with_anothers_secret_is_forged(self) -> None:
        town = an_organisation()
        first, second = created(town).text, created(town).text
        with refused("token.forged"):
            find_token(first[:13] + second[13:], NOW)

    @pytest.mark.parametrize(
        ("faulty", "code"),
        [
            ({"name": " "}, "token.no-name"),
            ({"name": "x" * 121}, "name.too-long"),
            ({"scopes": []}, "token.no-scope"),
            ({"scopes": ["everything"]}, "token.scope"),
            ({"expires_at": NOW}, "token.expires"),
            ({"expires_at": NOW + LASTS_AT_MOST + timedelta(seconds=1)}, "token.expires"),
        ],
    )
    def test_a_faulty_key_is_not_made(self, faulty, code) -> None:
        town = an_organisation()
        who = an_administrator(town)
        with refused(code):
            created(town, who, **faulty)

    def test_the_day_of_use_is_noted_once_a_day_without_an_event(self, django_assert_num_queries) -> None:
        made = created(an_organisation())
        before = Event.objects.count()
        with django_assert_num_queries(2):
            find_token(made.text, NOW)
        with django_assert_num_queries(1):
            find_token(made.text, NOW + timedelta(hours=1))
        kept = Token.objects.get()
        assert (kept.last_used, kept.version, Event.objects.count()) == (TODAY, 1, before)

    def test_only_the_administrators_of_the_organisation_keep_keys(self) -> None:
        town, other = an_organisation(), an_organisation()
        made = created(town)
        strangers = [
            OPERATOR,
            find_token(made.text, NOW),
            an_administrator(other),
            *(actor(a_member(town, role), town) for role in Role if role is not Role.ADMINISTRATOR and fits(role)),
        ]
        for who in strangers:
            assert not can_keep_tokens(who, town.pk)
            with refused("record.not-allowed"):
                created(town, who)
            with refused("record.not-allowed"):
                revoke_token(by=who, recorded_at=NOW, token=made.token, version=1)


def fits(role: Role) -> bool:
    return role not in {Role.MEMBER, Role.COORDINATOR}


class TestChangedKeys(TestCase):
    """Whatever character of a key is changed, taken away or added: it opens nothing."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.text = created(an_organisation()).text

    @given(place=st.integers(0, 68), character=st.characters())
    @example(place=0, character="S")
    @example(place=20, character="\0")
    def test_one_changed_character(self, place, character) -> None:
        place %= len(self.text)
        self._opens_only_when_unchanged(self.text[:place] + character + self.text[place + 1 :])

    @given(place=st.integers(0, 69), added=st.text(min_size=0, max_size=3), taken=st.integers(0, 3))
    @example(place=69, added="\n", taken=0)
    @example(place=0, added=" ", taken=0)
    def test_something_added_or_taken_away(self, place, added, taken) -> None:
        self._opens_only_when_unchanged(self.text[:place] + added + self.text[place + taken :])

    def _opens_only_when_unchanged(self, text: str) -> None:
        if text == self.text:
            assert find_token(text, NOW).token
            return
        with pytest.raises(Exception, match=r"token\.(unknown|forged)"):
            find_token(text, NOW)
