from __future__ import annotations

from svangrum.web.files.thinning import thinning
from svangrum.web.files.times import thinning_times
from svangrum.web.files.views import file, file_content, file_hand_in, file_remove, file_rule, files
from svangrum.web.pages import Page
from svangrum.web.rules import administrator, member

PAGES = (
    Page("files", "filer", "files", files, member),
    Page("file-hand-in", "filer/lamna-in", "files/hand-in", file_hand_in, member),
    Page("thinning", "filer/gallring", "files/thinning", thinning, administrator),
    Page("thinning-times", "filer/gallring/tider", "files/thinning/times", thinning_times, administrator),
    Page("file", "filer/<uuid:file>", "files/<uuid:file>", file, member),
    Page("file-content", "filer/<uuid:file>/hamta", "files/<uuid:file>/fetch", file_content, member),
    Page("file-rule", "filer/<uuid:file>/regel", "files/<uuid:file>/rule", file_rule, member),
    Page("file-remove", "filer/<uuid:file>/ta-bort", "files/<uuid:file>/remove", file_remove, member),
)
