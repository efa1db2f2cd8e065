"""Every address of the site."""

from __future__ import annotations

from django.urls import path

from svangrum.web import plain
from svangrum.web.pages import Page, routes
from svangrum.web.try_purchase.urls import PAGES

urlpatterns = [
    *routes(PAGES),
    *routes(
        (
            Page("about", "om", "about", plain.about),
            Page("accessibility", "tillganglighet", "accessibility", plain.accessibility),
        )
    ),
    path("profil.css", plain.brand_stylesheet, name="brand-stylesheet"),
    path("profil/logotyp", plain.brand_logo, name="brand-logo"),
    path("robots.txt", plain.robots, name="robots"),
]
handler400 = "svangrum.web.plain.bad_request"
handler404 = "svangrum.web.plain.not_found"
handler500 = "svangrum.web.plain.failed"
