"""The shapes of the content files, and what becomes of a document that should have one.

`leaves` converts scalars; `ledger`, `report` and `site` are the shapes, in the words of `notation`. `validate` has
`filling` fill a shape from nodes; where it cannot, `mistakes` says everything that is wrong, by `models`: the only place
that knows pydantic.
"""
