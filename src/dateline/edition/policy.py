"""What is sent with every page: above all, which styles and scripts may stand in one (CSP Level 3)."""

import re
from collections.abc import Iterable, Mapping

_HASHES = re.compile(r"sha256-[\w+/=]+")


def hashes(sent: Mapping[str, str], directive: str) -> set[str]:
    """The hashes in a directive of the Content-Security-Policy that is sent."""
    directives = sent.get("Content-Security-Policy", "").split(";")
    return {each for part in directives if part.strip().startswith(directive) for each in _HASHES.findall(part)}


def headers(style_hashes: Iterable[str], script_hashes: Iterable[str] = ()) -> dict[str, str]:
    """What is sent with every page; the styles and scripts with these hashes may stand in it (CSP Level 3 §6.7.3)."""
    styles = " ".join(f"'{each}'" for each in sorted(style_hashes))
    scripts = " ".join(f"'{each}'" for each in sorted(script_hashes))
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src {styles}; script-src 'self' {scripts}; img-src 'self'; media-src 'self'; "
            "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
