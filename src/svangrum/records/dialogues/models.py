"""Early market dialogue: what a buyer asks the market before a procurement, and what the market answers.

Everyone reads the same text, and it never changes unseen: what is new is an addition with its day, published to all.
Who was written to, who answered and what is the buyer's own to see.
"""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.capacities.models import Measure, Will
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.purchases.models import Purchase
from svangrum.records.recorded import Recorded


class DialogueState(models.TextChoices):
    """A draft is the buyer's own. An open one is everyone's to read and answer, a closed one everyone's to read."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Dialogue(Recorded):
    """What a buyer asks the market. Every field but ``purchase`` and ``feedback`` is published as it stands.

    ``how_much`` is in the buyer's own words. ``contact`` names a function, never a person. ``answers_until`` is the
    last day to answer; an addition may move it later. ``purchase`` is a kept purchase that it is about, for those who
    may see that. ``feedback`` is what is said to all who answered, published when it is written.
    """

    chain = "dialogue"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="dialogues")
    purchase = models.ForeignKey(Purchase, models.SET_NULL, null=True, related_name="dialogues")
    title = models.CharField(max_length=200)
    what = models.TextField()
    cpv = models.CharField(max_length=8)
    municipality = models.CharField(max_length=4)
    since = models.DateField()
    until = models.DateField()
    how_much = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200)
    answers_until = models.DateField()
    state = models.CharField(max_length=8, choices=DialogueState.choices, default=DialogueState.DRAFT)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    feedback = models.TextField(blank=True)
    feedback_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "answers_until"], name="dialogues_by_state")]


class OfDialogue(Recorded):
    """A part of a dialogue. ``organisation`` is the buyer's: in its history it is told what was done."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dialogue: models.ForeignKey[Dialogue, Dialogue]

    class Meta:
        abstract = True


class Addition(OfDialogue):
    """What was added to an open dialogue, on a day; ``answers_until`` is the new last day, when it moved that."""

    chain = "dialogue-addition"

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="additions")
    text = models.TextField()
    answers_until = models.DateField(null=True)
    published_at = models.DateTimeField()


class Addressee(OfDialogue):
    """An enterprise that was written to, or one that asked for a link itself (``asked``). The link answers for it.

    ``enterprise`` is its entry in the register, chosen by the buyer; none for who asked, whose number and name are
    its own word. Only a digest of the link's secret is kept. ``sent_at`` is when the mail was handed over. ``email`` is
    forgotten when the dialogue is closed, and else some time after its last day (``actions.forgetting``).
    """

    chain = "dialogue-addressee"

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="addressees")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="addressed")
    orgnr = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    asked = models.BooleanField(default=False)
    secret_digest = models.CharField(max_length=64, unique=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "enterprise"], name="an_enterprise_is_addressed_once"),
            models.UniqueConstraint(
                fields=["dialogue", "orgnr", "email"],
                condition=models.Q(asked=True) & ~models.Q(email=""),
                name="a_link_is_asked_for_once",
            ),
        ]


class Silence(Recorded):
    """An address to which no mails about dialogues go, of any buyer: kept as a digest with the installation's key."""

    chain = "dialogue-silence"

    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()


class Aside(models.TextChoices):
    """Why a question gets no answer: the page says it already, it is about something else, it cannot be published.

    It is chosen and never written: words of its own would tell one enterprise what the others do not read.
    """

    SAID = "said"
    BESIDE = "beside"
    TELLS = "tells"


class Question(OfDialogue):
    """Asked by an enterprise. It is published with its answer, to all at once, without who asked; or set aside.

    ``published`` is the question as it is published: what would tell who asked, or is secret, is left out. ``aside``
    is why it was set aside, which who asked gets to read.
    """

    chain = "dialogue-question"

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="questions")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="dialogue_questions")
    addressee = models.ForeignKey(Addressee, models.PROTECT, null=True, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    published = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    aside = models.CharField(max_length=8, choices=Aside.choices, blank=True)
    set_aside_at = models.DateTimeField(null=True)


class Interest(OfDialogue):
    """What an enterprise says that it could do: the whole, a part, together with others, or nothing.

    ``addressee`` is the link by which it was said; none when its own people said it, signed in. ``part`` is which part
    in words, ``cpv`` and ``per_month`` the same in code and number where they are told.
    """

    chain = "dialogue-interest"

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="interests")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="interests")
    addressee = models.ForeignKey(Addressee, models.PROTECT, null=True, related_name="interests")
    will = models.CharField(max_length=12, choices=Will.choices)
    part = models.TextField(blank=True)
    cpv = models.CharField(max_length=8, blank=True)
    measure = models.CharField(max_length=8, choices=Measure.choices, blank=True)
    per_month = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)
    said_on = models.DateField()
    said_at = models.DateTimeField()
    feedback = models.TextField(blank=True)
    feedback_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "enterprise"], name="an_enterprise_answers_once"),
            models.UniqueConstraint(fields=["dialogue", "addressee"], name="a_link_answers_once"),
        ]


class Telling(OfDialogue):
    """What was told outside the page: by mail to addressees, or in a call or a meeting, as an officer noted it.

    ``to_whom`` is in words for what was spoken, and names organisations, never persons. ``addressees`` are the names
    (ids) of those who were mailed, and ``about`` what they were mailed.
    """

    chain = "dialogue-telling"

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="tellings")
    spoken = models.BooleanField()
    to_whom = models.CharField(max_length=200, blank=True)
    addressees = models.JSONField(default=list)
    about = models.TextField()
    told_on = models.DateField()
    noted_at = models.DateTimeField()
