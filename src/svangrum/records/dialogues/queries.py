"""Questions about dialogues: which there are, what a link opens, what was answered, what was told to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.db.models import Count, Q

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actions import MissingError
from svangrum.records.dialogues.models import (
    Addressee,
    Dialogue,
    DialogueState,
    Interest,
    OfDialogue,
    Question,
)
from svangrum.records.dialogues.permissions import can_see_inside, can_view_dialogue
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.permissions import is_buyer

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import Purchase

    P = TypeVar("P", bound=OfDialogue)

READ_FOR = timedelta(days=180)
"""So long after the last day a mailed link still shows what was answered, and the feedback."""


class DialogueLinkError(SvangrumError):
    """The link opens nothing: ``dialogue-link.unknown``, ``dialogue-link.revoked``, ``dialogue-link.expired``."""


class Told(NamedTuple):
    """One line of what was told to whom. ``code`` is what; ``to`` the name of who was told, empty for everybody."""

    on: date
    code: str
    to: str = ""
    says: str = ""


def published_dialogues() -> QuerySet[Dialogue]:
    """Those that everyone may read, the first to end first."""
    found = Dialogue.objects.exclude(state=DialogueState.DRAFT).select_related("organisation")
    return found.order_by("answers_until", "title", "pk")


def open_dialogues(*, on: date) -> QuerySet[Dialogue]:
    """Those that can be answered on a day, the first to end first."""
    return published_dialogues().filter(state=DialogueState.OPEN, answers_until__gte=on)


def ended_dialogues(*, on: date) -> QuerySet[Dialogue]:
    """Those that can be answered no more, the latest first."""
    ended = published_dialogues().filter(Q(state=DialogueState.CLOSED) | Q(answers_until__lt=on))
    return ended.order_by("-answers_until", "title", "pk")


def published_dialogue(dialogue: UUID) -> Dialogue:
    """One that everyone may read. Raises ``MissingError``, for a draft too."""
    found = published_dialogues().filter(pk=dialogue).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def own_dialogues(actor: Actor) -> QuerySet[Dialogue]:
    """Those of the actor's organisation, the latest first, each with how many answered; nothing for others."""
    found = Dialogue.objects.select_related("organisation").annotate(answers=Count("interests", distinct=True))
    own = found.filter(organisation=actor.organisation) if is_buyer(actor) else found.none()
    return own.order_by("-made_at", "pk")


def own_dialogue(actor: Actor, dialogue: UUID) -> Dialogue:
    """One of the actor's organisation. Raises ``MissingError`` for none, and alike for another's."""
    found = Dialogue.objects.select_related("organisation", "purchase").filter(pk=dialogue).first()
    if found is None or not (can_view_dialogue(actor, found) and can_see_inside(actor, found)):
        raise MissingError("record.missing")
    return found


def dialogues_about(actor: Actor, purchase: Purchase) -> QuerySet[Dialogue]:
    """Those that the actor's organisation holds about one of its purchases, the first begun first.

    Whether the actor may see the purchase is asked before.
    """
    return own_dialogues(actor).filter(purchase=purchase).order_by("made_at", "pk")


def part_of(dialogue: Dialogue, model: type[P], part: UUID) -> P:
    """A part of it. Raises ``MissingError`` for none, and for another dialogue's."""
    found = model._default_manager.filter(dialogue=dialogue, pk=part).first()  # noqa: SLF001 - Django's own name
    if found is None:
        raise MissingError("record.missing")
    return found


def answered_questions(dialogue: Dialogue) -> QuerySet[Question]:
    """Those that are published, the first first."""
    return Question.objects.filter(dialogue=dialogue, answered_at__isnull=False).order_by("answered_at", "pk")


def waiting_questions(dialogue: Dialogue) -> QuerySet[Question]:
    """Those that are neither answered nor set aside, the longest waiting first."""
    found = Question.objects.filter(dialogue=dialogue, answered_at=None, set_aside_at=None)
    return found.select_related("enterprise", "addressee").order_by("asked_at", "pk")


def unanswered_of(dialogue: Dialogue, enterprise: Enterprise) -> QuerySet[Question]:
    """What an enterprise has asked without an answer, set aside or not. Its own people's to see."""
    found = Question.objects.filter(dialogue=dialogue, enterprise=enterprise, answered_at=None)
    return found.order_by("asked_at", "pk")


def unanswered_by(addressee: Addressee) -> QuerySet[Question]:
    """What was asked by a link, and has got no answer."""
    return Question.objects.filter(addressee=addressee, answered_at=None).order_by("asked_at", "pk")


def interests_in(dialogue: Dialogue) -> QuerySet[Interest]:
    """What was answered, by will and then by day. The buyer's own to see (``can_see_inside``)."""
    found = Interest.objects.filter(dialogue=dialogue).select_related("enterprise", "addressee")
    return found.order_by("said_at", "pk")


def interest_of(dialogue: Dialogue, enterprise: Enterprise) -> Interest | None:
    """What an enterprise has answered, signed in or by its link. Its own people's to see."""
    return Interest.objects.filter(dialogue=dialogue, enterprise=enterprise).select_related("addressee").first()


def interests_of(enterprise: Enterprise) -> dict[UUID, Interest]:
    """Its answers, by dialogue."""
    return {one.dialogue_id: one for one in Interest.objects.filter(enterprise=enterprise)}


def find_link(secret: str) -> Addressee | None:
    """Whose link holds ``secret``, whatever became of it (``refuse_over``)."""
    found = Addressee.objects.select_related("dialogue__organisation", "enterprise")
    return found.filter(secret_digest=digest_of(secret)).first()


def open_link(secret: str, *, on: date) -> Addressee:
    """Whose link it is, while it opens. Raises ``DialogueLinkError``."""
    found = find_link(secret)
    if found is None:
        raise DialogueLinkError("dialogue-link.unknown")
    refuse_over(found, secret, on=on)
    return found


def refuse_over(addressee: Addressee, secret: str, *, on: date) -> None:
    """Raises ``DialogueLinkError`` for a link that was replaced or revoked, or has been read for long enough."""
    if addressee.secret_digest != digest_of(secret):
        raise DialogueLinkError("dialogue-link.unknown")
    if addressee.revoked_at is not None:
        raise DialogueLinkError("dialogue-link.revoked", day=day_at_home(addressee.revoked_at))
    last = addressee.dialogue.answers_until + READ_FOR
    if on > last:
        raise DialogueLinkError("dialogue-link.expired", day=last)


def interest_by(addressee: Addressee) -> Interest | None:
    """What was answered by a link. Not what the enterprise's people have answered signed in, nor taken over."""
    return Interest.objects.filter(addressee=addressee).first()


def answered_otherwise(addressee: Addressee) -> bool:
    """Whether the enterprise's own people have answered signed in: then the link neither shows nor changes it."""
    if addressee.enterprise_id is None:
        return False
    answered = Interest.objects.filter(dialogue=addressee.dialogue_id, enterprise=addressee.enterprise_id)
    return answered.exclude(addressee=addressee).exists()


def addressees_of(dialogue: Dialogue) -> QuerySet[Addressee]:
    """Who was written to, and who asked for a link, by name. The buyer's own to see."""
    return Addressee.objects.filter(dialogue=dialogue).select_related("enterprise").order_by("name", "pk")


def mailed_by(dialogue: Dialogue) -> QuerySet[Addressee]:
    """To whom news of the dialogue may be mailed: who has a link that opens (``leaving`` tells who wants none)."""
    return addressees_of(dialogue).filter(revoked_at=None).exclude(email="")


def concerned_in(dialogue: Dialogue) -> list[Enterprise]:
    """Enterprises of the register that were written to or have answered, and whose link was not taken back."""
    written_to = Q(addressed__dialogue=dialogue, addressed__revoked_at=None)
    return list(Enterprise.objects.filter(written_to | Q(interests__dialogue=dialogue)).order_by("pk").distinct())


def without_feedback(dialogue: Dialogue) -> int:
    """How many have answered and got no feedback, neither of their own nor the one for all."""
    if dialogue.feedback_at is not None:
        return 0
    return Interest.objects.filter(dialogue=dialogue, feedback_at=None).count()


def feedback_given(dialogue: Dialogue) -> bool:
    """Whether anyone who answered has got feedback, of its own or the one for all."""
    own = Interest.objects.filter(dialogue=dialogue, feedback_at__isnull=False)
    return dialogue.feedback_at is not None or own.exists()


def addressed_dialogues(enterprise: Enterprise, *, on: date) -> list[Dialogue]:
    """Open ones in which the enterprise was written to and has not answered, the first to end first."""
    answered = Interest.objects.filter(enterprise=enterprise).values("dialogue")
    asked = Addressee.objects.filter(enterprise=enterprise, revoked_at=None).values("dialogue")
    return list(open_dialogues(on=on).filter(pk__in=asked).exclude(pk__in=answered))


def told_in(dialogue: Dialogue) -> list[Told]:
    """What was told to whom, the latest first. The buyer's own to see."""
    addressees = {str(one.pk): one for one in addressees_of(dialogue)}
    lines = [*_told_to_all(dialogue), *_told_to_each(dialogue, addressees.values())]
    for one in dialogue.tellings.all():
        if one.spoken:
            lines.append(Told(one.told_on, "spoken", one.to_whom, one.about))
        else:
            names = [addressees[name].name for name in one.addressees if name in addressees]
            lines.append(Told(one.told_on, "mailed", ", ".join(names), one.about))
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _told_to_all(dialogue: Dialogue) -> list[Told]:
    lines = []
    if dialogue.opened_at is not None:
        lines.append(Told(day_at_home(dialogue.opened_at), "opened"))
    lines += [Told(day_at_home(one.published_at), "addition", says=one.text) for one in dialogue.additions.all()]
    for one in answered_questions(dialogue):
        assert one.answered_at is not None  # noqa: S101 - said by the query
        lines.append(Told(day_at_home(one.answered_at), "answer", says=one.published))
    if dialogue.feedback_at is not None:
        lines.append(Told(day_at_home(dialogue.feedback_at), "feedback-all"))
    return lines


def _told_to_each(dialogue: Dialogue, addressees: Collection[Addressee]) -> list[Told]:
    lines = [Told(day_at_home(one.sent_at), "link", one.name) for one in addressees if one.sent_at is not None]
    for one in interests_in(dialogue).filter(feedback_at__isnull=False):
        assert one.feedback_at is not None  # noqa: S101 - said by the query
        lines.append(Told(day_at_home(one.feedback_at), "feedback", name_of(one), one.feedback))
    return lines


def name_of(one: Interest | Question) -> str:
    """Who answered or asked: the entry's name, or what the one who asked for a link called itself."""
    if one.enterprise is not None:
        return one.enterprise.name
    return one.addressee.name if one.addressee is not None else ""
