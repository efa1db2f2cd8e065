"""The page on how to use the API is true: its commands are run as they stand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from svangrum.web.api.document import shipped_schemas
from tests.harness.repository import ROOT

PAGE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text("utf-8")
COMMANDS = [
    command.strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for command in re.split(r"(?m)^(?=curl )", block)
    if command.strip()
]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_command_is_answered(live_server, key):
    assert len(COMMANDS) >= 7
    for command in COMMANDS:
        told = subprocess.run(
            ["bash", "-c", command.replace("curl -s", "curl -s --fail-with-body --noproxy '*'")],
            env={"URL": live_server.url, "KEY": key, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, f"{command}\n{told.stdout[:500]}{told.stderr}"
        assert json.loads(told.stdout)


def test_the_problem_shown_is_of_the_form_that_is_answered():
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    told, form = json.loads(shown), shipped_schemas()["Problem"]
    assert list(told) == form["required"]
    assert list(told["errors"][0]) == shipped_schemas()["Fault"]["required"]
