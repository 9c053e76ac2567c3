"""The pack of documents of a conference."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, OFFICIALS, PUBLIC_DUTY, PersonalData
from agencies.people.models import Person, Seat
from conferences.conference_documents.choices import Audience
from conferences.meetings.models import Conference, Point

READ = PersonalData(
    OFFICIALS,
    _("to count who has read a document of a conference"),
    PUBLIC_DUTY,
    _("as long as the record of the conference"),
)
NOTED = PersonalData(
    OFFICIALS,
    _("a reader's own notes, which nobody else reads"),
    PUBLIC_DUTY,
    _("until the reader removes them"),
)


class ConferenceDocument(models.Model):
    """A document of the pack (tài liệu hội nghị), with its versions; the newest one holds."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(pgettext_lazy("document", "title"), max_length=300)
    audience = models.CharField(_("for whom"), max_length=8, choices=Audience, default=Audience.ALL)
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("document of a conference")
        verbose_name_plural = _("documents of conferences")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:conference-document", self.pk)


class DocumentVersion(models.Model):
    """One version of a document (bản), never changed. Stored under a random name."""

    document = models.ForeignKey(
        ConferenceDocument, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("document", "version"))
    file = models.FileField(upload_to="conferences/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = MomentColumn(_("added at"))
    added_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    added_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    # What `document_lines` reads besides.
    read_by: int

    personal_data = {"added_person": ACTED}
    no_personal_data = ("name",)  # of the file

    class Meta:
        verbose_name = _("version of a document of a conference")
        verbose_name_plural = _("versions of documents of conferences")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="document_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        # As the content proved when the file was stored under this ending.
        return str(self.file).rpartition(".")[2]


class DocumentReading(models.Model):
    """That a version was fetched: by a point through its link, or by a person; each once."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="readings")
    point = models.ForeignKey(
        Point, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = MomentColumn(_("read at"))

    personal_data = {"person": READ}

    class Meta:
        verbose_name = _("reading of a document")
        verbose_name_plural = _("readings of documents")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(point__isnull=True, person__isnull=False)
                | Q(point__isnull=False, person__isnull=True),
                name="document_read_by_a_point_or_a_person",
            ),
            models.UniqueConstraint(
                fields=["version", "point"],
                condition=Q(point__isnull=False),
                name="document_read_once_by_a_point",
            ),
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=Q(person__isnull=False),
                name="document_read_once_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)


class DocumentNote(models.Model):
    """What a reader has noted about a document; the reader alone sees it."""

    document = models.ForeignKey(ConferenceDocument, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("own note"), max_length=4000)

    personal_data = {"person": NOTED, "text": NOTED}

    class Meta:
        verbose_name = _("own note on a document")
        verbose_name_plural = _("own notes on documents")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["document", "person"], name="document_note_once_a_reader"
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
