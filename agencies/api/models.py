from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.api.choices import TokenState
from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.demonstration import refused_accounts
from agencies.database.personal_data import OFFICIALS, PUBLIC_DUTY, PersonalData
from agencies.database.tokens import token_digest
from agencies.people.models import Person, SeatHolding


class ApiTokenQuerySet(models.QuerySet):
    def with_state(self, on=None) -> "ApiTokenQuerySet":
        """Each with its `state` on a day (default: today).

        A token reaches no further than its maker: it needs the maker's administrator right, seat
        and open account as they are now, and an agency that has not ended.
        """
        on = on or timezone.localdate()
        agency = Agency.objects.valid(on).filter(pk=OuterRef("agency"))
        held = SeatHolding.objects.current(on).filter(
            seat__agency=OuterRef("agency"), person=OuterRef("created_person")
        )
        closed = Value(TokenState.ACCOUNT_CLOSED)
        return self.annotate(
            state=Case(
                When(revoked_at__isnull=False, then=Value(TokenState.STOPPED)),
                When(~Exists(agency), then=Value(TokenState.AGENCY_ENDED)),
                When(
                    Q(created_person__is_active=False) | refused_accounts("created_person__email"),
                    then=closed,
                ),
                When(~Exists(held), then=Value(TokenState.SEAT_ENDED)),
                When(
                    ~Exists(held.filter(is_administrator=True)),
                    then=Value(TokenState.RIGHT_LOST),
                ),
                default=Value(TokenState.LIVE),
                output_field=models.CharField(choices=TokenState),
            )
        )

    def of_token(self, token: str) -> "ApiTokenQuerySet":
        """The live one with this text, if any. One query."""
        return self.with_state().filter(token_digest=token_digest(token), state=TokenState.LIVE)


class ApiToken(models.Model):
    """Lets a program of an organisation read the API (mã truy cập). Its text is shown once; only
    its hash is stored.

    It opens its scopes, of those that the apps have registered, and nothing else, and only while
    its maker administers the agency. When it was last used is not kept: reading changes nothing.
    """

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(_("what it is for"), max_length=120)
    scopes = ArrayField(models.CharField(max_length=20), verbose_name=_("what it opens"))
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = MomentColumn(_("created at"))
    created_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = MomentColumn(_("stopped at"), null=True, blank=True)

    personal_data = {
        "created_person": PersonalData(
            OFFICIALS, _("who made the token"), PUBLIC_DUTY, _("a year after it has stopped")
        )
    }
    no_personal_data = ("name",)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(scopes=[]), name="api_token_opens_something"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("created_at")),
                name="api_token_stops_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_label(self) -> str:
        """Of a row of `with_state()`."""
        return str(TokenState(self.state).label)

    @property
    def is_live(self) -> bool:
        """Of a row of `with_state()`."""
        return self.state == TokenState.LIVE
