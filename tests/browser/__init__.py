"""What tests need to open built pages: a browser, a server under a base path, axe."""
