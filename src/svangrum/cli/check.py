"""``svangrum check``: every setting with what it means, and what is missing, broken or unsafe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context
    from svangrum.web.checking.remarks import Remark
    from svangrum.web.environment import Setting

_GRAVE_FIRST = ("fault", "unsafe", "note")


@click.command()
@click.option("--production", is_flag=True)
@click.option("--all", "every", is_flag=True)
@click.pass_obj
def check(context: Context, *, production: bool, every: bool) -> int:
    """0 when the service can be started, 1 when it cannot; with ``--production`` also when it should not."""
    from svangrum.web.checking.remarks import fails  # noqa: PLC0415 - only this command needs it
    from svangrum.web.environment import SETTINGS  # noqa: PLC0415 - as above

    shown = [one for one in SETTINGS.values() if every or _stated(one)]
    _show_settings(shown, context.language)
    remarks = _remarks()
    _show_remarks(remarks, context.language)
    bad = fails(remarks, production=production)
    outcome = "bad" if bad else "unsafe" if any(one.grade == "unsafe" for one in remarks) else "good"
    click.echo(words(f"check.outcome.{outcome}", context.language))
    return 1 if bad else 0


def _remarks() -> list[Remark]:
    """Of the settings; and of the installation, when the settings can be read at all."""
    from svangrum.web.checking.remarks import fails  # noqa: PLC0415 - said above
    from svangrum.web.checking.stated import remarks_on_settings  # noqa: PLC0415 - said above

    remarks = remarks_on_settings()
    return remarks if fails(remarks, production=False) else [*remarks, *_on_installation()]


def _on_installation() -> list[Remark]:
    import django  # noqa: PLC0415 - reads the settings, so they are looked at first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
    os.environ.setdefault("SVANGRUM_SECRET_KEY", "nothing is signed here")
    django.setup()
    from svangrum.web.checking.running import remarks_on_installation  # noqa: PLC0415 - reads the settings

    return remarks_on_installation()


def _show_settings(settings: list[Setting], language: str) -> None:
    for one in settings:
        click.echo(f"{one.name} = {_shown(one, language)}")
        click.echo(f"    {words(f'setting.{one.name}.means', language)}")
    if settings:
        click.echo()


def _shown(setting: Setting, language: str) -> str:
    if not _stated(setting):
        return words("check.default", language, without=words(f"setting.{setting.name}.without", language))
    return words("check.hidden", language) if setting.secret else _stated(setting)


def _stated(setting: Setting) -> str:
    return os.environ.get(setting.name, "").strip()


def _show_remarks(remarks: list[Remark], language: str) -> None:
    for grade in _GRAVE_FIRST:
        for one in remarks:
            if one.grade == grade:
                told = words(one.code, language, **one.values)
                click.echo(f"{words(f'check.grade.{grade}', language)} {one.setting}".rstrip())
                click.echo(f"    {told}")
    if remarks:
        click.echo()
