"""How the tables came to be: one file a step under versions/, applied by `open_store`. A step that was published never changes."""
