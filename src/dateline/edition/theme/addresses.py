"""Addresses on a page: which may become a link, and where a story's photographs lie."""

from markupsafe import Markup, escape

LINKABLE = ("https://", "http://", "/")


def linkable(address: str | None) -> str | None:
    """The address if a page may link to it (the web, or this paper), else None; never a script, never ``//``."""
    if not address:
        return None
    address = address.strip()
    lowered = address[:8].lower()
    return address if lowered.startswith(LINKABLE) and not lowered.startswith(("//", "/\\")) else None


def linked(words: object, address: str | None) -> Markup:
    """The words as a link where there is an address to link to, else the words alone."""
    target = linkable(address)
    if target is None:
        return escape(words)
    return Markup(f'<a href="{escape(target)}">{escape(words)}</a>')  # noqa: S704  # both are escaped


def isolated(words: object) -> Markup:
    """A name in a line of other text, with a direction of its own."""
    return Markup(f"<bdi>{escape(words)}</bdi>")  # noqa: S704  # escaped


def folder(address: str) -> str:
    """The folder that a story's photographs are printed in, given the story's address."""
    path = address.partition("?")[0]
    return path if path.endswith("/") else path.rpartition("/")[0] + "/"


def guarded_email(address: str) -> Markup:
    """An e-mail address that people read and copy whole, and that harvesters read wrong; no script, no ``mailto``."""
    name, sign, host = address.strip().partition("@")
    if not sign or not name or not host:
        return isolated(address)
    decoy = Markup("<span hidden>.no-mail</span>")
    first, dot, last = host.rpartition(".")
    parts = (escape(name), decoy, Markup("&#64;<span hidden>nobody.</span>"), escape(first), escape(dot + last))
    return Markup('<bdi dir="ltr">{}</bdi>').format(Markup("").join(parts))
