"""Templates: none unused, none with text of its own, and an undefined variable fails."""

from __future__ import annotations

import re

import pytest
from django.template import engines

from tests.harness.repository import PACKAGE, TEMPLATES, modules, nothing, templates
from tests.harness.words import compiled, patterned

NAMED = re.compile(r"\"([\w/-]+\.html)\"")


def test_every_template_is_used() -> None:
    named = {name for path in (*templates(), *modules()) for name in NAMED.findall(path.read_text("utf-8"))}
    made = [compiled(one) for tree in modules().values() for one in patterned(tree) if one.endswith(".html")]
    names = {str(path.relative_to(TEMPLATES)) for path in templates()}

    nothing(sorted(name for name in names - named if not any(one.fullmatch(name) for one in made)))


def test_every_template_that_is_named_exists() -> None:
    missing = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in (*templates(), *modules())
        for name in NAMED.findall(path.read_text("utf-8"))
        if not (TEMPLATES / name).is_file()
    ]

    nothing(missing)


def test_templates_hold_no_text_of_their_own() -> None:
    """What a reader sees comes from the catalogue: outside tags and markup there are no words."""
    told = {
        str(path.relative_to(TEMPLATES)): found
        for path in templates()
        if path.suffix == ".html"
        if (found := re.findall(r"[^\W\d_]{3,}(?: [^\W\d_]+)*", _visible(path.read_text("utf-8"))))
    }

    assert told == {}


def test_an_undefined_variable_fails() -> None:
    template = engines["django"].from_string("{{ nobody_gave_this }}")

    with pytest.raises(pytest.fail.Exception, match="nobody_gave_this"):
        template.render({})


def _visible(source: str) -> str:
    """What is left for a reader's eyes and ears: text and spoken attributes, without tags, code and class names."""
    without_tags = re.sub(r"(?s){% block \w+_class %}.*?{% endblock %}|{%.*?%}|{{.*?}}|{#.*?#}", " ", source)
    spoken = " ".join(re.findall(r"\b(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"", without_tags))
    without_code = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->|&\w+;", " ", without_tags)
    return re.sub(r"(?s)<[^>]*>", " ", without_code) + spoken
