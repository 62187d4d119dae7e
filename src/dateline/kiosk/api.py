from dateline.kiosk.errors import KioskError, ListenError
from dateline.kiosk.protocol import Limits
from dateline.kiosk.server import serve

__all__ = ["KioskError", "Limits", "ListenError", "serve"]
