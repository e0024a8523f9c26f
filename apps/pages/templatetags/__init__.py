"""Tags that format what a view loaded; they never fetch."""
