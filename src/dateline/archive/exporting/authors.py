"""Contributors as WordPress' authors: a login, the name that is printed, and nothing else."""

from dataclasses import dataclass, field

from dateline.archive.exporting.numbers import above, largest, plain_number
from dateline.archive.models import Carried
from dateline.archive.wordpress.values import Author
from dateline.desk import api as desk


@dataclass(slots=True)
class Authors:
    """Every author; the login and the name of each contributor; and the names by what sites made of logins."""

    all: list[Author] = field(default_factory=list)
    logins: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of_everything(cls) -> "Authors":
        """Those who had accounts on a site that was taken over, then those who came to the paper since."""
        authors, taken, contributors = cls(), {0}, {each.id: each for each in desk.contributors_registered()}
        authors.names = {each.id: each.name for each in contributors.values()}
        accounts = Carried.objects.filter(kind="author").order_by("site_id", "pk")
        highest = largest(accounts)
        for row in accounts:
            number = plain_number(row.old_id)
            if not number or number in taken:  # by somebody of another site
                number = above(highest, row.pk, 1, of=2)
            taken.add(number)
            name = authors.names.get(row.record or 0, row.title)
            nicenames = row.kept.get("nicenames", [""])
            authors.called |= dict.fromkeys(nicenames, name)
            authors._add(nicenames[0], name, number, row.record)
        for each in contributors.values():
            if each.id not in authors.logins:
                authors._add(each.slug, each.name, above(highest, each.id, 0, of=2), each.id)
        authors.all.sort(key=lambda author: (int(author.id), author.login))
        return authors

    def _add(self, wanted: str, name: str, number: int, contributor: int | None) -> None:
        """WordPress makes no account with a login of other letters than these."""
        login = wanted if wanted and wanted.isascii() else f"author-{number}"
        login = f"{login}-{number}" if login in self._taken else login
        self._taken.add(login)
        self.all.append(Author(login, name, str(number)))
        if contributor:
            self.logins.setdefault(contributor, login)
