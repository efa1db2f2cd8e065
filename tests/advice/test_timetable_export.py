"""A calendar as data: it follows its schema under every act, on every route, in both languages."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest

from svangrum.advice.timetable import explain_timetable
from svangrum.advice.timetable_export import as_json_object
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES
from svangrum.law.purchase import Act
from svangrum.law.timetable.facts import Facts
from svangrum.law.timetable.limits import routes
from svangrum.law.timetable.plan import plan

ROUTES = [(act, route) for act in Act for route in routes(act)]
SCHEMA = json.loads(data_path("schemas/calendar.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("act", "route"), ROUTES)
def test_every_calendar_follows_the_schema(act, route, language):
    found = plan(Facts(start=date(2027, 9, 1), act=act, route=route), as_of=date(2026, 11, 26))
    told = json.loads(json.dumps(as_json_object(found, explain_timetable(found, language=language))))

    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert [one["code"] for one in told["milestones"]] == [one.code for one in found.milestones]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
