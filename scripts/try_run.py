"""Run ``make run`` as a newcomer would: read the answer, open the page, stop, and do it once more.

Fails when no answer is printed or no page is served. The time to the page is printed, not judged.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "http://127.0.0.1:8000/"
PATIENCE_SECONDS = 600


def page_answers() -> bool:
    try:
        with urllib.request.urlopen(PAGE, timeout=5) as response:
            return response.status == 200 and b"<h1" in response.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for_page(process: subprocess.Popen[bytes]) -> float | None:
    """Seconds until the page answered, or None when the command ended or patience did."""
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < PATIENCE_SECONDS:
        if page_answers():
            return time.monotonic() - begun
        time.sleep(0.1)
    return None


def run_once(label: str) -> bool:
    """Start, look and stop; True when both the answer and the page were there."""
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            ["make", "run"], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed, start_new_session=True
        )
        try:
            seconds = wait_for_page(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
        printed.seek(0)
        output = printed.read().decode("utf-8", "replace")
    if seconds is None or "Exempelstad" not in output:
        print(output)
        print(f"{label}: make run gave no page at {PAGE}" if seconds is None else f"{label}: no answer was printed")
        return False
    print(f"{label}: an answer of {len(output.splitlines())} lines, the page after {seconds:.1f} s")
    return True


def main() -> int:
    if page_answers():
        print(f"Something already answers at {PAGE}. Stop it first.")
        return 1
    return 0 if run_once("First run") and run_once("Second run") else 1


if __name__ == "__main__":
    sys.exit(main())
