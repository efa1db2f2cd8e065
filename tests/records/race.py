"""Several that begin at once, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from django.db import connection

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def race(runs: Sequence[Callable[[], object]]) -> Counter[str]:
    """What came of it when all began at once, counted: ``done`` or the code of an error."""
    results: list[str] = []
    start = threading.Barrier(len(runs))

    def racer(run: Callable[[], object]) -> None:
        start.wait()
        try:
            run()
            results.append("done")
        except SvangrumError as error:
            results.append(error.code)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a result
            results.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=racer, args=(run,)) for run in runs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Counter(results)
