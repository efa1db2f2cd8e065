"""Clear away what has served: what is over, what was sent, what was left behind."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings

from svangrum.core.dates import day_at_home
from svangrum.jobs.clock import now
from svangrum.jobs.letters.files import thin_mails
from svangrum.jobs.result import Result
from svangrum.records.accounts.actions.leaving import forget_invitations
from svangrum.records.actions import MissingError
from svangrum.records.actors import PROGRAM
from svangrum.records.dialogues.actions.forgetting import forget_addresses
from svangrum.records.enterprises.actions.applying import lapse_applications
from svangrum.records.events.outcomes import forget_outcomes
from svangrum.records.files.verify import sweep as sweep_files
from svangrum.records.letters.sent import thin_letters
from svangrum.records.readings.forgetting import forget_old_readings
from svangrum.records.work.queries import finished_before
from svangrum.records.work.queue import thin_queue
from svangrum.records.work.running import thin_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from svangrum.jobs.report import Report

LETTERS_KEPT = timedelta(days=30)
OUTCOMES_KEPT = timedelta(days=30)
QUEUE_KEPT = timedelta(days=7)
WORK_KEPT = timedelta(days=90)


def clear_away(_given: Mapping[str, Any], report: Report) -> Result:
    """Nothing here is somebody's record: those are thinned by a person, who has seen what will go."""
    moment = now()
    report("clearing")
    _clear_sessions()
    values = {
        "letters": thin_letters(moment - LETTERS_KEPT),
        "addresses": _forget_addresses(moment),
        "files": sweep_files(moment) + thin_mails(LETTERS_KEPT, moment),
        "work": _thin_works(moment),
        "readings": forget_old_readings(day_at_home(moment)),
        "rows": thin_queue(moment - QUEUE_KEPT) + forget_outcomes(before=moment - OUTCOMES_KEPT),
    }
    return Result("cleared", values)


def _forget_addresses(moment: datetime) -> int:
    """Of invitations, dialogues and applications, each when it has served."""
    forgotten = forget_invitations(recorded_at=moment) + forget_addresses(recorded_at=moment)
    return forgotten + lapse_applications(recorded_at=moment)


def _thin_works(moment: datetime) -> int:
    """Work that has long been over; what another worker thins meanwhile is told of there."""
    thinned = 0
    for work in finished_before(moment - WORK_KEPT):
        with suppress(MissingError):
            thin_work(by=PROGRAM, recorded_at=moment, work=work)
            thinned += 1
    return thinned


def _clear_sessions() -> None:
    """Those that are over, and what is told of them to the person: the browser, the days."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    sessions.clear_expired()
    left = sessions.get_model_class().objects.values("session_key")
    UserSession.objects.exclude(session_key__in=left).delete()
