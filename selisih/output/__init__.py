"""Floor 4: from page views to bytes on disk: templates, catalogues, assets, manifest, publishing."""
