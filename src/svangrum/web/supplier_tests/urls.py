"""Where the signed tests of a purchase lie."""

from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.rules import member
from svangrum.web.supplier_tests import views

_SV, _EN = "mina-kop/<uuid:purchase>/leverantorstest", "my-purchases/<uuid:purchase>/supplier-test"

PAGES = (
    Page("purchase-tests", _SV, _EN, views.tests, member),
    Page("purchase-test-sign", f"{_SV}/skriv-under", f"{_EN}/sign", views.sign, member),
)
