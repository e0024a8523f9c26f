"""Forms for entries and claims, the admin's and the public one's. Must not know requests, nor either site's look."""
