from __future__ import annotations

from svangrum.records.suppliers.permissions import can_find_suppliers
from svangrum.web.pages import Page
from svangrum.web.suppliers import views

_SV, _EN = "vilka-kan-leverera", "who-can-deliver"

PAGES: tuple[Page, ...] = (
    Page("suppliers", _SV, _EN, views.suppliers, can_find_suppliers),
    Page("suppliers-file", f"{_SV}/fil", f"{_EN}/file", views.suppliers_file, can_find_suppliers),
)
