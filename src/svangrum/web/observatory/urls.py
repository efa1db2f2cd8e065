"""Where the observatory lies. Its files have one address in both languages."""

from __future__ import annotations

from django.urls import path

from svangrum.web.observatory import views
from svangrum.web.pages import Page
from svangrum.web.rules import anyone, open_to

PAGES = (
    Page("observatory", "observatoriet", "observatory", views.overview),
    Page("observatory-competition", "observatoriet/konkurrens", "observatory/competition", views.competition_page),
    Page("observatory-winners", "observatoriet/vinnare", "observatory/winners", views.winners_page),
    Page("observatory-reviews", "observatoriet/overprovning", "observatory/reviews", views.reviews_page),
    Page("observatory-map", "observatoriet/karta", "observatory/map", views.map_page),
    Page(
        "observatory-procurements",
        "observatoriet/upphandlingar",
        "observatory/procurements",
        views.procurements_page,
    ),
    Page(
        "observatory-procurement",
        "observatoriet/upphandlingar/<slug:source>/<path:procurement>",
        "observatory/procurements/<slug:source>/<path:procurement>",
        views.procurement_page,
    ),
)
FILES = [
    path("observatoriet/data/<slug:table>.<slug:form>", open_to(anyone, views.table_file), name="observatory-file")
]
