from __future__ import annotations

from svangrum.records.enterprises.lists import reads_in_lists
from svangrum.web.enterprise_lists.views import enterprise_list, enterprise_list_read
from svangrum.web.pages import Page

PAGES = (
    Page("enterprise-list", "sociala-foretag/las-in", "social-enterprises/read-in", enterprise_list, reads_in_lists),
    Page(
        "enterprise-list-read",
        "sociala-foretag/las-in/<uuid:read>",
        "social-enterprises/read-in/<uuid:read>",
        enterprise_list_read,
        reads_in_lists,
    ),
)
