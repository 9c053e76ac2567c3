"""With whom a media kit is shared, and until when."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper
from campaigns.outlets.forms import OutletField
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import active_outlets

KIT_DAYS = datetime.timedelta(days=30)


class KitForm(forms.Form):
    outlet = OutletField(label=_("Outlet"), queryset=Outlet.objects.none(), empty_label="–")
    expires_on = DayField(label=_("Open until"))

    helper = FieldsHelper(FieldGrid("outlet", "expires_on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offer_rows(self, "outlet", active_outlets(today))
        self.fields["expires_on"].initial = today + KIT_DAYS
