"""Selisih: a static fact-check microsite generator.

Several reports of one event, set side by side with a hand-curated ledger of what each
of them says. The packages below are floors of one house: data moves one way, from bytes
to parsed documents to records to anchored claims to differences to pages to bytes, and
each floor imports only from floors below it (`docs/architecture.md`).
"""

__version__ = "0.1.0"
