"""Where *Pröva ett köp* lies."""

from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.try_purchase import views

PAGES = (
    Page("start", "", "", views.start),
    Page("answer", "svar", "answer", views.answer),
    Page("takeaway", "underlag/<str:name>", "documents/<str:name>", views.takeaway),
)
