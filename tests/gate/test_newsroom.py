"""The gate as the newsroom finds it in the desk."""

import pytest
from django.core.exceptions import ValidationError

from dateline.gate.models import GateSettings, Question
from tests.newsroom import PASSWORD, Newsroom


@pytest.fixture
def at_the_desk(db, client):
    def sign_in(role: str):
        Newsroom.somebody(role)
        assert client.login(username=role, password=PASSWORD)
        return client

    return sign_in


def test_a_publisher_chooses_the_checks(at_the_desk):
    desk = at_the_desk("publisher")
    page = desk.get("/desk/settings/gate/gatesettings/", follow=True)
    assert page.status_code == 200
    assert page.content.decode().count('name="checks"') == 4
    address = page.redirect_chain[-1][0] if page.redirect_chain else "/desk/settings/gate/gatesettings/"
    answer = desk.post(address, {"checks": ["wait", "question"], "asks_from": "calm"})
    assert answer.status_code == 302
    assert GateSettings.objects.get().checks == ["wait", "question"]


def test_an_editor_writes_a_question(at_the_desk):
    desk = at_the_desk("editor")
    written = {"language": "az", "text": "Hansı dəniz?", "answers": "Xəzər\nXəzər dənizi", "is_asked": "on"}
    assert desk.get("/desk/gate-questions/add/").status_code == 200
    assert desk.post("/desk/gate-questions/add/", written).status_code == 302
    assert Question.objects.get().is_answered_by("XƏZƏR")
    assert "Hansı dəniz?" in desk.get("/desk/gate-questions/").content.decode()


@pytest.mark.parametrize(
    ("role", "address"), [("reporter", "/desk/gate-questions/"), ("editor", "/desk/settings/gate/gatesettings/")]
)
def test_who_may_not_is_not_let_in(at_the_desk, role, address):
    answer = at_the_desk(role).get(address)
    assert answer.status_code == 302
    assert "add" not in answer["Location"]


@pytest.mark.django_db
def test_a_question_without_an_answer_is_refused():
    with pytest.raises(ValidationError) as refused:
        Question(language="en", text="Why?", answers="\n ?! \n").full_clean()
    assert set(refused.value.message_dict) == {"answers"}
