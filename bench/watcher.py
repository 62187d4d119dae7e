"""A reader who asks the kiosk for one page again and again until it says what is awaited. No part of Dateline in it.

Each line of standard input is JSON: ``address`` and ``words``. Each answer is the time (CLOCK_MONOTONIC, which all
processes of a machine share) at which a whole answer with these words had arrived, or ``nan`` after a minute.
"""

import http.client
import json
import sys
import time

EVERY = 0.002
PATIENCE = 60.0


def main() -> None:
    """Answer until standard input ends."""
    host, port, source = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    kiosk = http.client.HTTPConnection(host, port, timeout=5, source_address=(source, 0))
    for line in sys.stdin:
        wanted = json.loads(line)
        kiosk = _wait(kiosk, wanted["address"], wanted["words"].encode())


def _wait(kiosk: http.client.HTTPConnection, address: str, words: bytes) -> http.client.HTTPConnection:
    print("watching", flush=True)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            kiosk.request("GET", address)
            answer = kiosk.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            kiosk.close()
            kiosk = http.client.HTTPConnection(kiosk.host, kiosk.port, timeout=5, source_address=kiosk.source_address)
            continue
        if answer.status == http.HTTPStatus.OK and words in body:
            print(time.monotonic(), flush=True)
            return kiosk
        time.sleep(EVERY)
    print("nan", flush=True)
    return kiosk


if __name__ == "__main__":
    main()
