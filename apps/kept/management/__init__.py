"""Commands of the caches before the site."""
