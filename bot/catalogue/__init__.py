"""One consultation, read from content/ and checked before anything starts."""

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.check import check, check_against
from bot.catalogue.loading import load
from bot.catalogue.models import Consultation, Faq, Notice, Profile, Question, Resource, Theme, Webinar
from bot.catalogue.phrasebook import MissingPhrase, Phrasebook
from bot.catalogue.problems import ContentError, Problem

__all__ = [
    "Catalogue",
    "Consultation",
    "ContentError",
    "Faq",
    "MissingPhrase",
    "Notice",
    "Phrasebook",
    "Problem",
    "Profile",
    "Question",
    "Resource",
    "Theme",
    "Webinar",
    "check",
    "check_against",
    "load",
]
