"""Static files as production serves them, with their hash in their names, compressed. Must not know single files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's; our modules import each other by the names with the hash too, since only those files are kept.

    Django would look for imports in every script; those of django-htmx name modules that the site does not have.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "editor/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
