"""The pack of documents as a reader may have it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from agencies.people.permissions import Actor
from conferences.conference_documents.choices import Audience
from conferences.conference_documents.models import (
    ConferenceDocument,
    DocumentNote,
    DocumentVersion,
)
from conferences.invitations.choices import PartInConference
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import PointLevel
from conferences.meetings.models import Conference, Point
from conferences.permissions import ConferencePermission


def documents_for(conference: Conference, by: Actor) -> QuerySet[ConferenceDocument]:
    """Those who run conferences have all; others those of the audiences to which they belong."""
    rows = ConferenceDocument.objects.filter(conference=conference, withdrawn_at=None)
    if by.may(ConferencePermission.RUN_CONFERENCES):
        return rows
    return rows.filter(audience__in=_audiences_of(conference, by))


def _audiences_of(conference: Conference, by: Actor) -> set[str]:
    found: set[str] = set()
    sent = ConferenceInvitation.objects.filter(
        point__conference=conference, agency=by.seat.agency_id, sent_at__isnull=False
    )
    for part, level in sent.values_list("part", "point__level"):
        found.add(Audience.ALL)
        if level == PointLevel.CENTRAL:
            found.add(Audience.CENTRAL)
        if part == PartInConference.CHAIR:
            found |= {Audience.CENTRAL, Audience.CHAIR}
    return found


def documents_of_point(point: Point) -> QuerySet[ConferenceDocument]:
    """Through the point's signed link: never what is for those who chair alone."""
    audiences = [Audience.ALL]
    if point.level == PointLevel.CENTRAL:
        audiences.append(Audience.CENTRAL)
    return ConferenceDocument.objects.filter(
        conference=point.conference_id, withdrawn_at=None, audience__in=audiences
    )


def version_for(document: ConferenceDocument, pk: int) -> DocumentVersion | None:
    return document.versions.filter(pk=pk).first()


@dataclass(frozen=True)
class DocumentLine:
    """A document with its newest version. `is_new`: it came or changed after the invitations, and
    this reader has not fetched it. `read_by`: how many points and people have the newest version.
    """

    document: ConferenceDocument
    newest: DocumentVersion
    earlier: list[DocumentVersion]
    is_late: bool
    is_read: bool
    read_by: int
    note: str

    @property
    def is_new(self) -> bool:
        return self.is_late and not self.is_read


def document_lines(
    documents: QuerySet[ConferenceDocument],
    *,
    conference: Conference,
    person: int | None = None,
    point: int | None = None,
) -> list[DocumentLine]:
    counts: dict[str, Any] = {"read_by": Count("readings")}
    versions = Prefetch(
        "versions",
        DocumentVersion.objects.select_related("added_by__agency")
        .annotate(**counts)
        .order_by("-number"),
    )
    rows = list(documents.prefetch_related(versions))
    read = _read_versions(rows, person=person, point=point)
    notes = (
        dict(
            DocumentNote.objects.filter(document__in=rows, person=person).values_list(
                "document", "text"
            )
        )
        if person
        else {}
    )
    return [
        _line(row, conference, read, notes.get(row.pk, "")) for row in rows if row.versions.all()
    ]


def _read_versions(
    documents: Iterable[ConferenceDocument], *, person: int | None, point: int | None
) -> set[int]:
    mine = {"person": person} if person else {"point": point}
    found = DocumentVersion.objects.filter(
        document__in=documents, **{f"readings__{name}": key for name, key in mine.items()}
    )
    return set(found.values_list("pk", flat=True))


def _line(
    document: ConferenceDocument, conference: Conference, read: set[int], note: str
) -> DocumentLine:
    newest, *earlier = document.versions.all()
    sent = conference.invited_at
    return DocumentLine(
        document=document,
        newest=newest,
        earlier=earlier,
        is_late=sent is not None and newest.added_at > sent,
        is_read=newest.pk in read,
        read_by=newest.read_by,
        note=note,
    )
