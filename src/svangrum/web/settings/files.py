"""Files that people hand in: how large, and where their keys are."""

from __future__ import annotations

from pathlib import Path

from svangrum.web.environment import number, text

FILE_MAX = number("SVANGRUM_FILE_MAX") * 1_000_000
FILE_KEYS = Path(text("SVANGRUM_FILE_KEYS") or "keys/files.json")
"""Where the keys are, seen from the store unless the whole path is given."""
FILE_UPLOAD_HANDLERS = ["svangrum.web.files.uploading.InMemoryHandler"]
