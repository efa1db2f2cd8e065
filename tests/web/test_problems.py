"""What an action refuses becomes a page with its status, wherever it was raised."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.purchases.models import Purchase
from svangrum.web import urls
from svangrum.web.acting import ElsewhereError
from svangrum.web.problems import problem_of
from svangrum.web.rules import anyone, open_to
from tests.web.page import read

RAISED = {
    "refused": (NotAllowedError("record.not-allowed"), 403),
    "denied": (PermissionDenied(), 403),
    "missing": (MissingError("record.missing"), 404),
    "absent": (Http404(), 404),
    "stale": (StaleError(Purchase(pk=uuid.uuid4())), 409),
    "elsewhere": (ElsewhereError("record.elsewhere-nowhere"), 409),
    "large": (RequestDataTooBig(), 413),
    "suspicious": (SuspiciousOperation(), 400),
    "bad": (BadRequest(), 400),
    "fault": (SvangrumError("record.key-reused"), 422),
    "faults": (InvalidFactsError((SvangrumError("record.key-reused"), SvangrumError("text.person"))), 422),
}


class Addresses:
    """The site's own, and one for each error."""

    handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

    def __init__(self):
        self.urlpatterns = [*urls.urlpatterns, *(self._raising(name, error) for name, (error, _) in RAISED.items())]

    @staticmethod
    def _raising(name, error):
        def view(_request):
            raise error

        return path(f"raises/{name}", open_to(anyone, view))


@pytest.fixture
def raising(settings):
    settings.ROOT_URLCONF = Addresses()
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.django_db
def test_each_error_has_its_status_and_a_page(raising, name):
    response = raising.get(f"/raises/{name}")
    assert response.status_code == RAISED[name][1]
    assert read(response).one("h1").text


@pytest.mark.parametrize("name", RAISED)
def test_the_api_is_told_the_same_status(name):
    error, status = RAISED[name]
    problem = problem_of(error)
    assert problem is not None
    assert problem.status == status


@pytest.mark.django_db
def test_every_fault_is_told(raising):
    shown = raising.get("/raises/faults").content.decode()
    assert "Det här är redan skickat" in shown
    assert "personnummer" in shown


def test_a_fault_of_ours_is_no_problem_of_theirs():
    assert problem_of(RuntimeError()) is None


@pytest.mark.django_db
def test_a_form_that_is_too_large_is_told_so(settings, client):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    form = f"login={'x' * 200}"
    response = client.post("/logga-in", form, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert read(response).one("h1").text == "Det du skickade är för stort"


@pytest.mark.parametrize(("place", "title"), [("/logga-in", "Formuläret gick"), ("/en/sign-in", "The form could")])
@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_and_logged(place, title, caplog):
    with caplog.at_level("INFO", "svangrum.security"):
        response = Client(enforce_csrf_checks=True).post(place, {"login": "a"})
    assert [one.code for one in caplog.records if one.name == "svangrum.security"] == ["form.forged"]
    assert response.status_code == 403
    assert read(response).one("h1").text.startswith(title)
