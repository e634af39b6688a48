"""Tables of sentences, kept in modules of one package."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def gather(package: ModuleType) -> dict[str, str]:
    """Put the `SENTENCES` of a package's modules together.

    Raises:
        KeyError: If two modules have the same key.
    """
    table: dict[str, str] = {}
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        sentences: dict[str, str] = import_module(module.name).SENTENCES
        if twice := table.keys() & sentences.keys():
            raise KeyError(f"{module.name} repeats {', '.join(sorted(twice))}.")
        table |= sentences
    return table
