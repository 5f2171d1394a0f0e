"""Floor 3: from analysed stories to page views, the plain data that templates lay out."""
