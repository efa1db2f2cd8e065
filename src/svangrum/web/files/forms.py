"""The forms about files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.records.files.models import StoredFile
from svangrum.records.files.thinning import rules
from svangrum.web.fields import Asking
from svangrum.web.files import shown
from svangrum.web.pages import address
from svangrum.web.sheets import Sheet

if TYPE_CHECKING:
    from svangrum.records.files.models import ThinningTimes
    from svangrum.records.recorded import Recorded
    from svangrum.web.sheets import Stated

_CHOSEN = tuple(rule for rule in rules().values() if rule.chosen)
_NAMED = tuple((one.code, f"thinning.rule.{one.code}.name") for one in _CHOSEN)
RULE = Asking("radios", "files.form.rule", "files.form.rule-hint", choices=_NAMED)
YES = "yes"


def handing_in(language: str, largest: int, times: ThinningTimes) -> Sheet:
    """The form for one file. ``largest`` is in bytes."""
    return Sheet(
        title=words("files.form.title", language),
        lead=words("files.form.lead", language),
        send=words("files.form.send", language),
        back=(address("files", language), words("files.title", language)),
        template="files/form.html",
        asked={
            "file": Asking("file", "files.form.file"),
            "rule": RULE,
            "clean": Asking(
                "checkboxes", "files.form.clean", "files.form.clean-hint", choices=((YES, "files.form.clean-yes"),)
            ),
            "secret": Asking(
                "checkboxes", "files.form.secret", "files.form.secret-hint", choices=((YES, "files.form.secret-yes"),)
            ),
        },
        hints={"file": words("files.form.file-hint", language, most=largest // 1_000_000)},
        more=shown.explained(_CHOSEN, times, language),
    )


def ruling(file: StoredFile, language: str, times: ThinningTimes) -> Sheet:
    return Sheet(
        title=words("files.rule-form.title", language),
        lead=words("files.rule-form.lead", language),
        send=words("files.rule-form.send", language),
        back=_to(file, language),
        asked={"rule": RULE},
        template="files/form.html",
        read=_rule_of,
        more=shown.explained(_CHOSEN, times, language),
    )


def removing(file: StoredFile, language: str) -> Sheet:
    return Sheet(
        title=words("files.remove-form.title", language),
        lead=words("files.remove-form.lead", language),
        send=words("files.remove-form.send", language),
        back=_to(file, language),
        asked={"reason": Asking("area", "files.remove-form.reason", "files.remove-form.reason-hint")},
        template="files/remove.html",
    )


def _to(file: StoredFile, language: str) -> tuple[str, str]:
    return address("file", language, file=str(file.pk)), file.name or words("files.about.title", language)


def _rule_of(file: Recorded) -> Stated:
    assert isinstance(file, StoredFile)  # noqa: S101 - the thing of this page
    return {"rule": file.rule}
