"""The shapes of the content files, as pydantic models: the only place that knows pydantic.

`leaves` converts scalars, `ledger`, `report` and `site` are the shapes, `validate` feeds nodes to
a shape and turns what pydantic finds into problems with places.
"""
