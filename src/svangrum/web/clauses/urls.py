from __future__ import annotations

from svangrum.web.clauses import views
from svangrum.web.pages import Page

PAGES = (
    Page("clauses", "texter", "texts", views.clauses),
    Page("clauses-word", "texter/avtalstext.docx", "texts/contract-text.docx", views.clauses_word),
    Page("clauses-for", "texter/till-kopet", "texts/for-the-purchase", views.for_purchase),
    Page("checks", "texter/bevis-och-kontroll", "texts/proof-and-checks", views.checks),
    Page("clause", "texter/<slug:clause>", "texts/<slug:clause>", views.clause),
)
