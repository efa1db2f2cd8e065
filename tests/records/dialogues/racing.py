"""Several at once on a database of their own: run by ``test_races.py`` in a process for itself. Prints JSON."""

from __future__ import annotations

import json
from datetime import timedelta

import django
from django.core.management import call_command

django.setup()

from svangrum.records.dialogues.actions.addressing import revoke_link  # noqa: E402 - after Django
from svangrum.records.dialogues.actions.ending import close_dialogue, give_feedback_to_all  # noqa: E402
from svangrum.records.dialogues.models import Dialogue, Interest  # noqa: E402
from svangrum.records.events.things import thing_faults  # noqa: E402
from svangrum.records.events.verify import chain_faults  # noqa: E402
from tests.records.build import NOW, TODAY  # noqa: E402
from tests.records.dialogues.made import AFTER, a_dialogue, an_interest, an_interest_by, written_to  # noqa: E402
from tests.records.passports.made import a_buyer, a_firm  # noqa: E402
from tests.records.race import race  # noqa: E402


def one_enterprise_answers_signed_in_and_by_its_link() -> dict[str, object]:
    officer, firm = a_buyer(), a_firm()
    found = a_dialogue(officer)
    link = written_to(firm, found, officer)
    results = race([*[lambda: an_interest(firm, found)] * 2, *[lambda: an_interest_by(link)] * 2])
    held = Interest.objects.get(dialogue=found)
    return {"results": results, "taken_over": held.addressee_id is None}


def a_link_is_taken_back_while_it_answers() -> dict[str, object]:
    officer, firm = a_buyer(), a_firm()
    found = a_dialogue(officer)
    link = written_to(firm, found, officer)
    given = {"by": officer, "recorded_at": NOW, "dialogue": found.pk, "addressee": link.addressee, "version": 1}
    results = race([lambda: revoke_link(**given), *[lambda: an_interest_by(link)] * 3])
    again = race([lambda: an_interest_by(link)])
    return {"results": results, "again": again, "answers": Interest.objects.filter(dialogue=found).count()}


def two_officers_give_feedback_and_close() -> dict[str, object]:
    officer, firm = a_buyer(), a_firm()
    found = a_dialogue(officer)
    an_interest(firm, found)
    Dialogue.objects.filter(pk=found.pk).update(answers_until=TODAY - timedelta(days=1))
    told = {"by": officer, "recorded_at": AFTER, "dialogue": found.pk}
    results = race([lambda: give_feedback_to_all(**told, version=2, text="Tack.")] * 2)
    closed = race([lambda: close_dialogue(**told, version=3)] * 2)
    return {"results": results, "closed": closed}


call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
RACES = (
    one_enterprise_answers_signed_in_and_by_its_link,
    a_link_is_taken_back_while_it_answers,
    two_officers_give_feedback_and_close,
)
told = {one.__name__: one() for one in RACES}
faults = [one for one in (*chain_faults(), *thing_faults()) if one.kind.startswith("dialogue")]
print(json.dumps({**told, "faults": len(faults)}))  # noqa: T201
