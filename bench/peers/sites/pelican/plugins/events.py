"""Reads an event's JSON: everything goes to the templates, and there is no markup to parse."""

import json
from datetime import datetime
from pathlib import Path

from pelican import signals
from pelican.readers import BaseReader


class EventReader(BaseReader):
    """Gives Pelican an event as an article without a body."""

    enabled = True
    file_extensions = ("json",)

    def read(self, source_path):
        """Return the (empty) body and what is known of the article."""
        event = json.loads(Path(source_path).read_text(encoding="utf-8"))
        metadata = {
            "title": event["title"],
            "slug": event["slug"],
            "summary": event["summary"],
            "date": datetime.fromisoformat(event["published"]).astimezone(),
            "event": event,
        }
        return "", metadata


def register():
    """Tell Pelican of the reader; called by Pelican."""
    signals.readers_init.connect(lambda readers: readers.reader_classes.update(json=EventReader))
