"""Files that keep the address they had."""

from collections.abc import Iterator
from pathlib import Path

from dateline.desk.models import KeptFile
from dateline.desk.standing import batches
from dateline.desk.values import PrintedFile


def file_batches(size: int) -> Iterator[tuple[int, int]]:
    """The files in batches, each by its first and its last id, for :func:`files_between`."""
    return batches(KeptFile, size)


def files_between(first: int, last: int) -> list[PrintedFile]:
    """Files that keep the address they had, those of them that are on the disk."""
    rows = KeptFile.objects.filter(pk__gte=first, pk__lte=last).select_related("photograph").order_by("pk")
    found = (PrintedFile(row.pk, row.address, row.path) for row in rows)
    return [each for each in found if Path(each.path).exists()]


def file_addresses() -> Iterator[str]:
    """The address of every such file."""
    return KeptFile.objects.values_list("address", flat=True).iterator()
