"""What whoever takes a site over may choose."""

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is taken over.

    ``media`` is a copy of its ``wp-content/uploads``; with ``fetch_media`` what is not there is fetched from the site.
    ``with_trash`` brings what lies in the bin, as drafts; ``with_logins`` keeps authors' logins and (encrypted) e-mail
    addresses. ``category_base`` and ``tag_base`` are those of its permalinks. ``zone`` is what the
    paper's time zone is to be. ``workers`` are processes that read.
    """

    media: str = ""
    fetch_media: bool = False
    with_trash: bool = False
    with_logins: bool = False
    category_base: str = "category"
    tag_base: str = "tag"
    zone: str = ""
    workers: int = 2

    @property
    def uploads(self) -> Path | None:
        """The folder with the site's files."""
        return Path(self.media) if self.media else None

    def as_json(self) -> dict[str, Any]:
        """To be stored with the run."""
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        """What was stored; what is not known any more is passed over."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})
