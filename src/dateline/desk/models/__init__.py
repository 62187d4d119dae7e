"""The records of the newsroom. Only the desk imports them; other rooms come through :mod:`dateline.desk.api`."""

from dateline.desk.models.corrections import Correction, Kill, MovedAddress
from dateline.desk.models.files import KeptFile
from dateline.desk.models.newspaper import FrontPage, LanguageEdition, Lead, Newspaper
from dateline.desk.models.photographs import Photograph, Rendition
from dateline.desk.models.provenance import Hop, Provenance
from dateline.desk.models.readings import CountedTally, Readings
from dateline.desk.models.register import Contributor, Outlet, Section, Topic
from dateline.desk.models.stories import Byline, Story

__all__ = [
    "Byline",
    "Contributor",
    "Correction",
    "CountedTally",
    "FrontPage",
    "Hop",
    "KeptFile",
    "Kill",
    "LanguageEdition",
    "Lead",
    "MovedAddress",
    "Newspaper",
    "Outlet",
    "Photograph",
    "Provenance",
    "Readings",
    "Rendition",
    "Section",
    "Story",
    "Topic",
]
