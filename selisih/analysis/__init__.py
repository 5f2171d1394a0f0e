"""Floor 2: pure functions over records: folding, finding, anchoring, aligning, comparing."""
