"""JSON Schemas of a site's content files, which know the site's own names."""

from __future__ import annotations

import json

from selisih.flow.compiling import Options
from selisih.model.problem import Problems
from selisih.pipeline import read_site
from selisih.reading.schema.export import SiteNames, json_schemas


def schemas(options: Options) -> tuple[Problems, dict[str, str]]:
    """Return the site's problems and its JSON Schemas: file name to text.

    Where the site cannot be read, the schemas know none of its names, and are right all the same.
    """
    problems = Problems()
    found = read_site(options, problems)
    names = SiteNames()
    if found:
        settings = found.site.settings
        names = SiteNames(
            outlets=sorted(found.site.outlets or ()),
            reports=sorted({name for folder in found.stories for name in folder.report_ids}),
            kinds=sorted(settings.kinds),
            tags=sorted(settings.tags),
            ratings=sorted(settings.ratings),
            languages=settings.languages,
        )
    texts = {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas(names).items()
    }
    return problems, texts
