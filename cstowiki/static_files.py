"""Static files as production serves them, with their hash in their names, compressed. Must not know single files."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = "sheets/"
"""The folder of the sheets that pages link to. Each imports its parts, for which a browser would ask one by one."""
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
"""Of a part alone: it tells nothing of the whole."""

Sources = dict[str, tuple[Any, str]]
"""Of each file that is collected, where it is: its storage, and its path there."""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's; our modules import each other by the names with the hash too, since only those files are kept.

    Django would look for imports in every script; those of django-htmx name modules that the site does not have.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "editor/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Each file under the name with its hash, once the sheets hold what they import."""
        if not dry_run:
            paths = paths | {name: self._gathered(name, paths) for name in paths if name.startswith(SHEETS)}
        yield from super().post_process(paths, dry_run, **options)

    def _gathered(self, name: str, paths: Sources) -> tuple[Any, str]:
        text = gather(name, paths)
        self.delete(name)
        self.save(name, ContentFile(text))
        return self, name


def gather(name: str, paths: Sources) -> str:
    """A sheet with its parts in the place of their imports. Parts hold no addresses that are relative to them.

    Raises KeyError for a part that does not exist.
    """

    def part(found: re.Match[str]) -> str:
        return gather(posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1])), paths)

    storage, path = paths[name]
    with storage.open(path) as file:
        return IMPORT.sub(part, SOURCE_MAP.sub("", file.read().decode()))
