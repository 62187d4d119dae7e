from datetime import UTC, date, datetime

import pytest
import time_machine

from dateline.lib.api import UnknownTimeZoneError, now, today, zone


@time_machine.travel(datetime(2015, 6, 2, 22, 30, tzinfo=UTC), tick=False)
def test_the_clock_is_in_utc_and_the_day_is_local():
    assert now() == datetime(2015, 6, 2, 22, 30, tzinfo=UTC)
    assert now().tzinfo is UTC
    assert today(zone("UTC")) == date(2015, 6, 2)
    assert today(zone("Asia/Baku")) == date(2015, 6, 3)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "a\x00b", "America"])
def test_unknown_zones_are_refused(name):
    with pytest.raises(UnknownTimeZoneError, match="IANA"):
        zone(name)
