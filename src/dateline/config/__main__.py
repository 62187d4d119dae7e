"""``python -m dateline.config`` is ``dateline``."""

import sys

from dateline.config.command import main

sys.exit(main())
