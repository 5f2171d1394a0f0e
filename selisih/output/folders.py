"""Where the engine, its default templates and the manifest of an output lie."""

from __future__ import annotations

import os

ENGINE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
"""The folder of the engine's own code."""

MANIFEST = "manifest.json"
"""The file in the output that says which files in it a build owns."""


def default_templates() -> str:
    """Return the folder of the default templates: inside an installed package, or beside the engine."""
    installed = os.path.join(ENGINE, "default_templates")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(ENGINE), "templates")
