"""Content for a store in a process of its own: an organisation, its people, files and a kept purchase."""

from __future__ import annotations


def make() -> dict[str, str]:
    from svangrum.records.actors import Role
    from svangrum.records.files.actions import hand_in
    from svangrum.records.files.upload import Upload
    from tests.records.build import NOW, a_member, actor, an_organisation
    from tests.records.files.made import a_docx

    organisation = an_organisation()
    by = actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    file = hand_in(
        by=by, recorded_at=NOW, organisation=organisation.pk, file=Upload("plan.docx", a_docx()), rule="procurement"
    )
    return {"organisation": str(organisation.pk), "file": str(file)}


def look() -> dict[str, object]:
    """What stands in the store: the file's size as it opens, and how many events there are."""
    from svangrum.records.events.models import Event
    from svangrum.records.files.actions import content_of
    from svangrum.records.files.models import StoredFile

    file = StoredFile.objects.get()
    return {"bytes": len(content_of(file)), "name": file.name, "events": Event.objects.count()}
