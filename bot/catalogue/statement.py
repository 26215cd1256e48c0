"""The accessibility statement: what content/accessibility.yml says, checked."""

from typing import Literal

from pydantic import ValidationInfo, field_validator

from bot.catalogue.fields import FilledText, Moment, Text
from bot.catalogue.models import Content


class StatementItem(Content):
    title: Text
    text: FilledText
    points: tuple[FilledText, ...] = ()


class StatementItems(Content):
    """The parts of RGAA 4.1's model, and what is met and untested; iterating gives (name, item) in this order."""

    commitment: StatementItem
    status: StatementItem
    results: StatementItem
    met: StatementItem
    inaccessible: StatementItem
    untested: StatementItem
    exempt: StatementItem
    establishment: StatementItem
    contact: StatementItem
    remedies: StatementItem


class Statement(Content):
    established: Moment
    audit: Moment | None
    compliance: Literal["total", "partial", "none"]
    items: StatementItems

    @field_validator("compliance")
    @classmethod
    def by_audit_alone(cls, compliance: str, known: ValidationInfo) -> str:
        """Decree 2019-768: without an audit in force, the service is not compliant."""
        if compliance != "none" and known.data.get("audit") is None:
            raise ValueError("without an audit, compliance is none")
        return compliance
