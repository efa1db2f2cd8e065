"""Pages of work: who sees what, how far it has come, what came of it, and how it is started and stopped."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.jobs.clock import now
from svangrum.records.actors import PROGRAM
from svangrum.records.letters.models import Letter
from svangrum.records.work import running
from svangrum.records.work.actions import start_work, stop_work
from svangrum.records.work.kinds import BY_OPERATORS, IMPORTS, WorkKind
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.progress import Hold
from svangrum.web.pages import address
from tests.records.build import NOW, a_person, actor, an_operator, signed_in

pytestmark = pytest.mark.django_db
KIND = WorkKind.BUILD_OBSERVATORY


@pytest.fixture
def operator():
    return an_operator()


@pytest.fixture
def visitor(client, operator):
    return signed_in(client, operator)


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    return tmp_path


def started(operator, kind=KIND, **given) -> Work:
    return Work.objects.get(pk=start_work(by=actor(operator), recorded_at=NOW, kind=kind, given=given))


def tell(name, work, **more) -> Work:
    getattr(running, name)(by=PROGRAM, recorded_at=NOW, work=work.pk, task=work.task, **more)
    return Work.objects.get(pk=work.pk)


def shown(visitor, work, language="sv", query=""):
    response = visitor.get(address("work", language, work=str(work.pk)) + query)
    assert response.status_code == 200
    return response, " ".join(response.content.decode().split()).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_tells_of_work_and_what_can_be_started(visitor, operator, language):
    work = started(operator)
    page = visitor.get(address("works", language)).content.decode()
    assert address("work", language, work=str(work.pk)) in page
    assert words("work.state.waiting", language) in page
    for kind in BY_OPERATORS:
        assert address("work-start", language, kind=kind) in page


def test_letters_that_were_given_up_are_told_to_who_runs_it(visitor):
    Letter.objects.create(
        person=a_person(), topic="work", code="work-done", pace="at-once", written_at=NOW, due_at=NOW, given_up_at=NOW
    )
    assert "Mejl som inte gick att skicka: 1" in visitor.get("/arbete").content.decode()


def test_others_see_only_their_own_and_can_start_nothing(client, operator):
    work = started(operator)
    other = signed_in(client, a_person())
    page = other.get("/arbete").content.decode()
    assert str(work.pk) not in page
    assert "/arbete/starta/" not in page
    assert other.get(f"/arbete/{work.pk}").status_code == 404
    assert other.post(f"/arbete/{work.pk}/stoppa").status_code == 404
    assert other.get(f"/arbete/{uuid4()}").status_code == 404
    for kind in BY_OPERATORS:
        assert other.get(f"/arbete/starta/{kind}").status_code == 403
        assert other.post(f"/arbete/starta/{kind}").status_code == 403
    assert Work.objects.get().state == WorkState.WAITING


def test_strangers_are_led_to_sign_in(client, operator):
    work = started(operator)
    for path in ("/arbete", f"/arbete/{work.pk}", f"/arbete/starta/{KIND}"):
        assert client.get(path)["Location"].startswith("/logga-in")


@pytest.mark.parametrize("language", LANGUAGES)
def test_work_under_way_tells_how_far_it_has_come_and_loads_itself_again(visitor, operator, language):
    work = tell("begin_work", started(operator))
    Hold(work.pk, work.task).tell(now(), "counting", 3, 10)
    response, page = shown(visitor, work, language)
    assert words("work.part", language, step=words("work.step.counting", language), done=3, total=10) in page
    assert re.search(r'<progress id="(\w+)" value="3" max="10">', page)
    assert response["Refresh"] == "5"
    assert "http-equiv" not in page


def test_the_reader_can_have_the_page_stand_still(visitor, operator):
    work = started(operator)
    _, page = shown(visitor, work)
    still = re.search(r'href="([^"]*\?[^"]*)">Sluta uppdatera', page)[1]
    response, page = shown(visitor, work, query="?" + still.partition("?")[2])
    assert "Refresh" not in response
    assert f'href="/arbete/{work.pk}"' in page


def test_what_is_over_stands_still_and_leads_to_its_result(visitor, operator):
    result = {"code": "counted", "values": {"cells": 12, "reviewed": 3}, "page": "observatory"}
    work = tell("finish_work", tell("begin_work", started(operator)), result=result)
    response, page = shown(visitor, work)
    assert "Refresh" not in response
    assert "Beräknade siffror: 12. Granskade reservationer: 3." in page
    assert f'href="{address("observatory", "sv")}">Se hur' in page
    assert "/stoppa" not in page


def test_a_result_that_an_earlier_version_kept_with_other_values_is_told_as_far_as_it_can_be(visitor, operator):
    result = {"code": "reminded", "values": {"count": 1}, "page": ""}
    work = tell("finish_work", tell("begin_work", started(operator)), result=result)
    _, page = shown(visitor, work)
    assert words("work.result-earlier", "sv") in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_failed_says_why_and_what_to_do(visitor, operator, language):
    error = {"code": "observatory.no-facts", "values": {"store": "/data"}}
    work = tell("fail_work", tell("begin_work", started(operator)), error=error)
    _, page = shown(visitor, work, language)
    assert 'role="alert"' in page
    assert words("error.observatory.no-facts", language, store="/data").split("\n")[0][:40] in page


def test_what_is_tried_again_says_when(visitor, operator):
    error = {"code": "facts.locked", "values": {"store": "/data"}}
    work = tell("begin_work", started(operator))
    work = tell("postpone_work", work, error=error, due_at=NOW + timedelta(minutes=5))
    _, page = shown(visitor, work)
    assert "Nästa försök görs 27 november 2026 kl. 10.35." in page


def test_the_stop_button_stops(visitor, operator):
    work = started(operator)
    response = visitor.post(f"/arbete/{work.pk}/stoppa", {"key": str(uuid4())})
    assert response["Location"] == f"/arbete/{work.pk}"
    _, page = shown(visitor, work)
    assert "stoppades" in page
    assert visitor.get(f"/arbete/{work.pk}/stoppa").status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_work_that_a_worker_holds_says_when_it_stops(visitor, operator, language):
    work = tell("begin_work", started(operator))
    visitor.post(f"/arbete/{work.pk}/stoppa", {"key": str(uuid4())})
    _, page = shown(visitor, work, language)
    assert words("work.ends", language) in page
    assert "/stoppa" not in page


def test_a_stop_that_comes_too_late_is_told(visitor, operator):
    work = started(operator)
    stop_work(by=actor(operator), recorded_at=NOW, work=work.pk)
    response = visitor.post(f"/arbete/{work.pk}/stoppa")
    assert response.status_code == 422
    assert words("error.work.over", "sv") in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_observatory_is_rebuilt_by_a_button(visitor, language):
    path = address("work-start", language, kind=KIND)
    key = re.search(r'name="key" value="([^"]+)"', visitor.get(path).content.decode())[1]
    places = {visitor.post(path, {"key": key})["Location"] for _ in range(2)}
    work = Work.objects.get()
    assert places == {address("work", language, work=str(work.pk))}, "the same form twice starts one"
    assert work.kind == KIND


def test_files_to_read_are_chosen_among_those_that_lie_there(visitor, store):
    folder = store / "incoming"
    (folder / "2026-11").mkdir(parents=True)
    (folder / "annonser.xml").write_text("x" * 1500)
    (folder / ".dold").write_text("x")
    path = f"/arbete/starta/{WorkKind.IMPORT_NOTICES}"
    page = visitor.get(path).content.decode()
    assert "annonser.xml, 2 kB" in page
    assert "2026-11, en mapp" in page
    assert ".dold" not in page
    visitor.post(path, {"names": ["annonser.xml", "2026-11"]})
    assert Work.objects.get().given == {"names": ["annonser.xml", "2026-11"]}


@pytest.mark.parametrize("names", [[], ["../secret-key"], ["/etc/passwd"], ["borta.xml"], [".."]])
def test_nothing_else_on_the_server_can_be_named(visitor, store, names):
    (store / "incoming").mkdir()
    (store / "incoming" / "annonser.xml").write_text("x")
    (store / "secret-key").write_text("x")
    response = visitor.post(f"/arbete/starta/{WorkKind.IMPORT_NOTICES}", {"names": names})
    assert response.status_code == 422
    assert not Work.objects.exists()


@pytest.mark.parametrize("kind", IMPORTS)
def test_an_empty_folder_is_told(visitor, store, kind):
    page = visitor.get(f"/arbete/starta/{kind}").content.decode()
    assert words("work.start.empty", "sv") in page
    assert str(store / "incoming") in page


def test_what_the_program_does_daily_is_started_by_nobody(visitor):
    for kind in (WorkKind.SEND_DIGESTS, "nothing"):
        assert visitor.get(f"/arbete/starta/{kind}").status_code == 404
        assert visitor.post(f"/arbete/starta/{kind}").status_code == 404
