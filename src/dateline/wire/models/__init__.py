"""The records of the wire. Only this room imports them; others come through :mod:`dateline.wire.api`."""

from dateline.wire.models.items import Item
from dateline.wire.models.originals import Alert, Original
from dateline.wire.models.sources import Source

__all__ = ["Alert", "Item", "Original", "Source"]
