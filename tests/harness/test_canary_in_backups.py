"""No number of a person that was sent in and refused is left in a backup: a database of its own, written for real."""

from __future__ import annotations

import itertools
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from svangrum.jobs.backups.taking import back_up
from tests.harness.canary.forms import a_file, forms
from tests.harness.canary.numbers import WRITTEN, holds_one_raw
from tests.harness.permissions.people import a_cast
from tests.records.build import NOW

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_a_backup(settings: Any, tmp_path: Path) -> None:
    """Nothing that was refused stands in any row or index; what tests before this one took back is no part of it."""
    settings.STORE, written = tmp_path / "store", itertools.cycle(WRITTEN)
    client = a_cast().enter(Client(), "administrator")
    for page in ("organisation-name", "organisation-invite", "organisation-departments", "organisation-key-new"):
        url = reverse(f"{page}.sv")
        for form in forms(client.get(url).content.decode()):
            for name in [name for name, one in form.controls.items() if one.is_written and form.method == "post"]:
                client.post(form.action or url, form.sent(**{name: next(written)}))
    client.post(reverse("file-hand-in.sv"), {"file": a_file(content=WRITTEN[0].encode()), "rule": "working"})
    settings.STORE.mkdir(exist_ok=True)

    taken = back_up(tmp_path / "kopia.tar", now=NOW, with_keys=False)

    with tarfile.open(taken.path) as archive:
        held = [archive.extractfile(one).read() for one in archive]  # type: ignore[union-attr]
    assert len(held) >= 2
    assert not any(holds_one_raw(content) for content in held)
