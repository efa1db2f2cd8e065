"""Files in the running site's store: one that is new, one under secrecy, one whose time is past."""

from __future__ import annotations


def make() -> dict[str, str]:
    from datetime import timedelta

    from svangrum.records.accounts.models import Membership, Organisation
    from svangrum.records.actors import Role
    from svangrum.records.files.actions import hand_in
    from svangrum.records.files.upload import Upload
    from svangrum.web.clock import now
    from tests.records.build import actor
    from tests.web.inhabited import MUNICIPALITY

    town = Organisation.objects.get(name=MUNICIPALITY)
    officer = next(
        one.person for one in Membership.objects.filter(organisation=town) if Role.PROCUREMENT_OFFICER in one.roles
    )
    by, moment = actor(officer, town), now()
    told = {"by": by, "organisation": town.pk}
    new = Upload("Kravspecifikation för lokalvård i förskolor och skolor, tredje utkastet.txt", b"Krav")
    old = Upload("Gammalt underlag.txt", b"Gammalt")
    return {
        "new": str(hand_in(**told, recorded_at=moment, file=new, rule="procurement")),
        "secret": str(hand_in(**told, recorded_at=moment, file=Upload("x.txt", b"x"), rule="working", secret=True)),
        "old": str(hand_in(**told, recorded_at=moment - timedelta(days=500), file=old, rule="working")),
    }
