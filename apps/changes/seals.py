"""The columns of seals and salts: hexadecimal digits to Python, half as many bytes to the database."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Bytes = models.Field[str, str]
else:
    _Bytes = models.BinaryField


class HexField(_Bytes):
    """Bytes that are read and written as hexadecimal digits. What is no such digits is kept as its letters' bytes."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The digits."""
        return value if value is None or isinstance(value, str) else bytes(value).hex()

    def to_python(self, value: Any) -> Any:
        """Digits stay digits: dumps hold them."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """The digits, for dumps."""
        return str(self.value_from_object(obj))

    def get_default(self) -> Any:
        """No digits."""
        return self.default if self.has_default() else ""

    def get_prep_value(self, value: Any) -> Any:
        """The bytes."""
        return as_bytes(value) if isinstance(value, str) else value


def as_bytes(digits: str) -> bytes:
    """The bytes of hexadecimal digits; of anything else those of its letters, which no digits say."""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return digits.encode()
