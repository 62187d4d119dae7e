from dateline.kiosk.answers import Standing, secured
from dateline.kiosk.errors import KioskError, ListenError
from dateline.kiosk.limits import Limits
from dateline.kiosk.server import Options, serve

__all__ = ["KioskError", "Limits", "ListenError", "Options", "Standing", "secured", "serve"]
