"""The package's own data files: the one place that knows where they lie."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_path(relative: str) -> Traversable:
    """A file or folder under ``svangrum/data``."""
    return files("svangrum").joinpath("data", relative)


def read_yaml(relative: str) -> Any:  # noqa: ANN401 - a file holds what it holds; each loader checks its own
    """Parse one YAML file under ``data/``."""
    return yaml.load(data_path(relative).read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader


def yaml_files(folder: str) -> Iterator[str]:
    """Relative paths of the YAML files in one folder under ``data/``, in name order."""
    names = sorted(entry.name for entry in data_path(folder).iterdir() if entry.name.endswith(".yaml"))
    return (f"{folder}/{name}" for name in names)
