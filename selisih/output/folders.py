"""Where the engine and its default templates lie."""

from __future__ import annotations

import os

ENGINE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
"""The folder of the engine's own code."""


def default_templates() -> str:
    """Return the folder of the default templates: inside an installed package, or beside the engine."""
    installed = os.path.join(ENGINE, "default_templates")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(ENGINE), "templates")
