"""An editor at the desk, over HTTP as a browser would: the one-time link, a story, the same story again and again."""

import http
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request

from measure import FailedError

PASSWORD = "a long invented sentence"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TEXT = "It was written while the clock ran, and it is as long as other stories are. " * 5
_PARAGRAPHS = 8


class Editor:
    """Signs in with the link that the house printed, writes a story, and publishes it whenever told to."""

    def __init__(self, link: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(cookies)
        self._browser_that_stays = urllib.request.build_opener(cookies, _Staying())
        self._desk = link.partition("/desk/")[0] + "/desk/"
        where, page = self._open(link)
        passwords = {"new_password1": PASSWORD, "new_password2": PASSWORD}
        self._post(where, {**passwords, "csrfmiddlewaretoken": self._token(page)})
        listing = self._open(self._desk + "stories/add/")[1]
        self._form = {**_form(), "csrfmiddlewaretoken": self._token(listing)}
        where, page = self._post(self._desk + "stories/add/", {**self._form, "headline": "Written while the clock ran"})
        found = re.search(r"/desk/stories/edit/(\d+)/", where) or re.search(r"stories/edit/(\d+)/", page)
        if found is None:
            raise FailedError(f"the desk did not take a new story; it answered at {where}")
        self._story = f"{self._desk}stories/edit/{found[1]}/"

    def publish(self, headline: str) -> None:
        """Change the headline and publish; comes back when the desk has answered, before its next page is loaded.

        Raises:
            FailedError: the desk did not publish it, but gave the form again.
        """
        fields = {**self._form, "headline": headline, "action-publish": "action-publish"}
        try:
            with self._browser_that_stays.open(_filled_in(self._story, fields), timeout=60) as answer:
                page = answer.read().decode()
        except urllib.error.HTTPError as answer:
            answer.close()
            if answer.code == http.HTTPStatus.FOUND:
                return
            raise
        errors = re.findall(r"error-message[^>]*>\s*(.*?)\s*<", page, re.DOTALL)
        raise FailedError(f"the desk did not publish the story: {errors}")

    def _token(self, page: str) -> str:
        found = _TOKEN.search(page)
        if found is None:
            raise FailedError("the desk gave no form")
        return found[1]

    def _open(self, address: str) -> tuple[str, str]:
        with self._browser.open(address, timeout=60) as answer:
            return answer.geturl(), answer.read().decode()

    def _post(self, address: str, fields: dict[str, str]) -> tuple[str, str]:
        with self._browser.open(_filled_in(address, fields), timeout=60) as answer:
            return answer.geturl(), answer.read().decode()


class _Staying(urllib.request.HTTPRedirectHandler):
    """Goes nowhere: a move is given back as the answer that it is."""

    def redirect_request(self, *_: object) -> None:
        return None


def _filled_in(address: str, fields: dict[str, str]) -> urllib.request.Request:
    return urllib.request.Request(address, urllib.parse.urlencode(fields).encode(), {"Referer": address})


def _form() -> dict[str, str]:
    """What the form of a story sends, but for its headline: as Wagtail's scripts fill it."""
    fields = {"slug": "written-while-the-clock-ran", "standfirst": "What it is about, in a line.", "kind": "original",
              "section": "1", "body-count": str(_PARAGRAPHS)}  # fmt: skip
    for name in ("bylines", "hops"):
        fields |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    for number in range(_PARAGRAPHS):
        block = {"key": f"para{number}", "type": "unstyled", "depth": 0, "text": f"{number}. {_TEXT}",
                 "inlineStyleRanges": [], "entityRanges": []}  # fmt: skip
        of_block = {"deleted": "", "order": str(number), "type": "paragraph", "id": "",
                    "value": json.dumps({"blocks": [block], "entityMap": {}})}  # fmt: skip
        fields |= {f"body-{number}-{name}": value for name, value in of_block.items()}
    return fields
