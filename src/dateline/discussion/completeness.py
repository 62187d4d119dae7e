"""What a comment lacks before it can be printed; its writer is told, and can mend it with the receipt."""

from django.core.validators import validate_email
from django.forms import ValidationError

from dateline.discussion import confidential, text, threads
from dateline.discussion.models import Comment
from dateline.discussion.values import LONGEST_NAME, LONGEST_TEXT


def lacks(name: str, words: str, email: str, *, wants_email: bool) -> dict[str, str]:
    """What is missing or too long, by field (codes, which the theme has words for); nothing if it can be printed."""
    found = {}
    if not text.tidy_line(name, LONGEST_NAME):
        found["name"] = "name"
    if not text.tidy(words, LONGEST_TEXT):
        found["text"] = "text"
    elif len(words) > LONGEST_TEXT:
        found["text"] = "long"
    if wants_email and not is_address(email):
        found["email"] = "email-wrong" if email else "email"
    return found


def lacks_of(comment: Comment, *, wants_email: bool | None = None) -> dict[str, str]:
    """What a comment lacks as it is stored; ``wants_email`` None: as the newspaper wants it now."""
    wanted = threads.wants_email() if wants_email is None else wants_email
    return lacks(comment.name, comment.text, confidential.opened(comment.email) if wanted else "", wants_email=wanted)


def is_address(email: str) -> bool:
    """Whether this can be one e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
