"""What caches before the site were told. Must not know how."""

from django.db import models


class Purged(models.Model):
    """Up to which news a cache, at an address, was told what to drop; what failed is repeated from there."""

    url = models.CharField(max_length=500, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "purged"

    def __str__(self) -> str:
        return f"{self.url}: {self.number}"
