"""Organisations, people and what binds them: memberships, invitations, deputies, grants across organisations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from svangrum.records.recorded import Recorded


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    PUBLIC_COMPANY = "public-company"
    ENTERPRISE = "enterprise"
    COORDINATOR = "coordinator"


class Organisation(Recorded):
    """A buyer, an enterprise or a coordinator. Everything that people decide belongs to one.

    ``orgnr`` is ten digits or empty; ``municipality`` its code by SCB or empty; ``closed`` the day it left.
    """

    chain = "organisation"

    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    orgnr = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    closed = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["orgnr"], condition=~models.Q(orgnr=""), name="one_organisation_for_orgnr")
        ]


class Department(Recorded):
    """A part of an organisation, such as a municipality's *förvaltning*."""

    chain = "department"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="departments")
    name = models.CharField(max_length=200)
    closed = models.DateField(null=True)


class People(BaseUserManager["Person"]):
    """Django asks for people by their address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(Recorded, AbstractBaseUser):
    """Someone who signs in. ``is_operator`` runs the installation; it opens no organisation's own things.

    Who leaves is made inactive, and the name and address are erased; the identity stays in the events.
    """

    chain = "person"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()


class Membership(Recorded):
    """A person in an organisation, with the roles held there, from a day until another (or until further notice).

    Both days are included.
    """

    chain = "membership"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="memberships")
    roles = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="one_membership_for_a_person")]


class Deputy(Recorded):
    """Who acts in a member's stead, from one day to another, both included.

    ``ended`` is the first day on which that holds no more, when it was ended early.
    """

    chain = "deputy"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="deputies")
    member = models.ForeignKey(Person, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputises")
    since = models.DateField()
    until = models.DateField()
    ended = models.DateField(null=True)


class Invitation(Recorded):
    """A letter that lets one person become a member, once. Only a digest of its secret is kept."""

    chain = "invitation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    roles = models.JSONField(default=list)
    department = models.ForeignKey(Department, models.PROTECT, null=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class GrantRole(models.TextChoices):
    READER = "reader"
    EDITOR = "editor"


class Grant(Recorded):
    """Leave to one thing of an organisation, for one of its own people or (crossing) for another organisation.

    ``organisation`` owns the thing. ``until`` is the last day; ``ended`` the first day on which it holds no more, when
    it was ended early.
    """

    chain = "grant"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants_given")
    kind = models.CharField(max_length=40)
    thing = models.UUIDField()
    role = models.CharField(max_length=10, choices=GrantRole.choices)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="grants")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="grants_taken")
    since = models.DateField()
    until = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=False) ^ models.Q(to_organisation__isnull=False),
                name="a_grant_is_for_one",
            )
        ]
        indexes = [models.Index(fields=["kind", "thing"], name="grants_to_a_thing")]
