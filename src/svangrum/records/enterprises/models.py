"""Enterprises: what each tells of itself, and what an organisation notes of it for its own use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.enterprises.sought import noted_text, sought_text
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from uuid import UUID


class EnterpriseKind(models.TextChoices):
    """Samhall and the units of municipalities are in the register, and counted apart."""

    ENTERPRISE = "enterprise"
    SAMHALL = "samhall"
    MUNICIPAL = "municipal"


class LegalForm(models.TextChoices):
    UNKNOWN = "unknown"
    LIMITED_COMPANY = "limited-company"
    ECONOMIC_ASSOCIATION = "economic-association"
    NON_PROFIT_ASSOCIATION = "non-profit-association"
    FOUNDATION = "foundation"
    PARTNERSHIP = "partnership"
    PUBLIC_BODY = "public-body"
    OTHER = "other"


class Standing(models.TextChoices):
    """What the official register of companies says of it."""

    UNKNOWN = "unknown"
    ACTIVE = "active"
    LIQUIDATION = "liquidation"
    BANKRUPT = "bankrupt"
    DEREGISTERED = "deregistered"


class SoughtField(models.TextField[str, str]):
    """The words by which an entry or a note is found, made anew from its other fields when the row is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's own
        assert isinstance(model_instance, Enterprise | Assessment)  # noqa: S101 - the only tables that have it
        one = model_instance
        one.sought = text = noted_text(one) if isinstance(one, Assessment) else sought_text(one)
        return text

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's own
        """In the tables it is a text like others."""
        name, _, positions, names = super().deconstruct()
        return name, "django.db.models.TextField", positions, names


class Enterprise(Recorded):
    """One who could deliver. What it tells of itself is written by the people of ``organisation`` alone.

    Without ``organisation`` nobody has taken the entry over yet: it holds number and name, and nothing else. ``told``
    gives for each field the moment it was last written and the person who wrote it. ``controlled`` is whether another
    organisation decides over it, none before it has told: then it is independent only as far as is known. ``control``
    is that organisation's number, empty where there is none. ``offers`` are ``{"cpv", "words"}``; ``rates`` öre an
    hour by CPV code, for those whom ``can_see_rates`` names; ``places`` codes of municipalities, none before it has
    told; ``certificates`` are ``{"name", "until"}``. ``contact`` names a function, never a person.
    """

    chain = "enterprise"

    orgnr = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=EnterpriseKind.choices, default=EnterpriseKind.ENTERPRISE)
    form = models.CharField(max_length=24, choices=LegalForm.choices, default=LegalForm.UNKNOWN)
    organisation = models.OneToOneField(Organisation, models.PROTECT, null=True, related_name="enterprise")
    controlled = models.BooleanField(null=True)
    control = models.CharField(max_length=10, blank=True)
    offers = models.JSONField(default=list)
    rates = models.JSONField(default=dict)
    places = models.JSONField(null=True)
    everywhere = models.BooleanField(default=False)
    training_places = models.PositiveIntegerField(null=True)
    training_words = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    certificates = models.JSONField(default=list)
    contact = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    links = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.UNKNOWN)
    standing_on = models.DateField(null=True)
    standing_source = models.CharField(max_length=200, blank=True)
    listed_at = models.DateTimeField()
    sought = SoughtField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="enterprises_by_name")]


class Assessment(Recorded):
    """What an organisation notes of an enterprise for its own use, beside what the enterprise tells; seen by it alone.

    ``social`` is whether it counts it among the social enterprises, with ``reason``; none when it has not decided.
    ``offers`` and ``places`` come from a list that it read in, ``source``, and serve where the enterprise is silent.
    """

    chain = "assessment"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="assessments")
    social = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    offers = models.JSONField(default=list)
    places = models.JSONField(default=list)
    contact_email = models.EmailField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    sought = SoughtField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "enterprise"], name="one_assessment_of_an_enterprise")
        ]


class Application(Recorded):
    """An enterprise asks to be let in, so that its own people can write of it; who runs the installation answers.

    ``email`` is forgotten when it is answered, or ends without an answer (``accepted`` is then none).
    """

    chain = "application"

    orgnr = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)


class Helper(Recorded):
    """A coordinator whom an enterprise asked to help, until that is ended: ``ended`` is the first day without."""

    chain = "helper"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="helpers")
    coordinator = models.ForeignKey(Organisation, models.PROTECT, related_name="helped")
    since = models.DateField()
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "coordinator"],
                condition=models.Q(ended__isnull=True),
                name="a_coordinator_is_asked_once",
            )
        ]

    @property
    def organisation_id(self) -> UUID | None:
        """The enterprise's: what was asked of whom stands in its history."""
        return self.enterprise.organisation_id
