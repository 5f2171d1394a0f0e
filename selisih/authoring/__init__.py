"""Floor 6: what helps an editor to write: drafts of ledger entries."""
