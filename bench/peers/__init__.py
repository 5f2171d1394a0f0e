"""Other generators on the same corpus: the same pages and about the same words on them.

Every peer is spared what Selisih does with the corpus: no quote is looked for in a report, no words are compared, no
relation is worked out, nothing is checked. Each has templates of our own writing and its fastest documented settings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.contestant import Contestant, Task
from bench.peers import eleventy, hugo, pelican
from bench.peers.tools import Tools

PEERS: Final[dict[str, Callable[[Path, Task, Tools], Contestant]]] = {
    "hugo": hugo.prepare,
    "hugo-yaml": hugo.prepare_by_hand,
    "eleventy": eleventy.prepare,
    "pelican": pelican.prepare,
    "pelican-json": pelican.prepare_json,
}
"""By the name that the command line knows it under."""
