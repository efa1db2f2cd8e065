"""Where the search, the site map and the open data lie."""

from __future__ import annotations

from svangrum.web.find import views
from svangrum.web.pages import Page

PAGES = (
    Page("search", "sok", "search", views.search_page),
    Page("sitemap", "webbkarta", "sitemap", views.sitemap),
    Page("changes", "andringar", "changes", views.changes_page),
    Page("open-data", "oppna-data", "open-data", views.open_data),
)
