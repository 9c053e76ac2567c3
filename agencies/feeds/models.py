from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import OFFICIALS, PUBLIC_DUTY, PersonalData
from agencies.database.tokens import token_digest
from agencies.feeds.choices import FeedScope
from agencies.people.models import Person, Seat, SeatHolding


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self, on=None) -> "CalendarFeedQuerySet":
        """Neither stopped nor orphaned: its person is active and holds its seat on the day
        (default: today).
        """
        holdings = SeatHolding.objects.current(on or timezone.localdate())
        held = holdings.filter(seat=models.OuterRef("seat"), person=models.OuterRef("person"))
        return self.filter(models.Exists(held), revoked_at__isnull=True, person__is_active=True)

    def of_token(self, token: str) -> "CalendarFeedQuerySet":
        return self.filter(token_digest=token_digest(token))


class CalendarFeed(models.Model):
    """An address from which a person's own calendar reads the deadlines of a seat (lịch đồng bộ).

    Whoever knows the address may read it, so only the hash of its token is stored. It answers while
    the person holds the seat. When it was last read is not stored: reading changes nothing.
    """

    seat = models.ForeignKey(
        Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="feeds"
    )
    scope = models.CharField(_("content"), max_length=8, choices=FeedScope)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = MomentColumn(_("created at"))
    revoked_at = MomentColumn(_("stopped at"), null=True, blank=True)

    personal_data = {
        "person": PersonalData(
            OFFICIALS,
            _("whose calendar reads the deadlines"),
            PUBLIC_DUTY,
            _("a year after it has stopped"),
        )
    }

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "person", "scope"],
                condition=Q(revoked_at__isnull=True),
                name="one_live_calendar_feed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("created_at")),
                name="calendar_feed_stops_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} ({self.seat})"
