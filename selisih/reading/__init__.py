"""Floor 2: from the bytes of content files to records, with every problem on the way."""
