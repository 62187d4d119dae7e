"""Who sits at the desk."""

import pytest

from tests.newsroom import PASSWORD


@pytest.fixture
def at_the_desk(newsroom, client):
    """Signs somebody in and gives their browser."""

    def sign_in(role: str):
        newsroom.somebody(role)
        assert client.login(username=role, password=PASSWORD)
        return client

    return sign_in


@pytest.fixture
def evidence_kept(settings, tmp_path):
    """Where the wire keeps what it received."""
    settings.DATELINE_EVIDENCE = tmp_path / "evidence"
