"""JSON of strangers: what is expected may be of another type, or not there, and then it is nothing."""

from typing import Any, cast

import orjson

from dateline.wire.errors import UnreadableError

Json = dict[str, Any] | list[Any]


def objects(text: str) -> Json:
    """Take JSON as text (RFC 8259) and give its object or array.

    Raises:
        UnreadableError: It is no JSON, or something else.
    """
    try:
        value = orjson.loads(text.encode("utf-8", "replace"))
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"What came is no JSON: {str(error)[:150]}.") from error
    if not isinstance(value, dict | list):
        raise UnreadableError("What came is JSON, but a bare value.")
    return cast("Json", value)


def string(value: object) -> str:
    """Take anything and give it if it is a text, or a number written as one; else ``""``."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def dicts(value: object) -> list[dict[str, Any]]:
    """Take an array, or an object of named objects, or one object; give the objects in it.

    The names of an object's members come along as ``name`` where they have none of their own.
    """
    if isinstance(value, list):
        return [each for each in value if isinstance(each, dict)]
    if isinstance(value, dict):
        members = {key: each for key, each in value.items() if isinstance(each, dict)}
        if members and len(members) == len(value):
            return [{"name": key, **each} for key, each in members.items()]
        return [value]
    return []


def strings(value: object) -> list[str]:
    """Take an array, or one text; give the texts in it that are not empty."""
    many = value if isinstance(value, list) else [value]
    return [text for text in map(string, many) if text]


def whole(value: object) -> int | None:
    """Take anything and give it if it is a whole number."""
    written = string(value)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None  # noqa: PLR2004
