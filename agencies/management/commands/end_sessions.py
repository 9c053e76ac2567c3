from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from agencies.sign_in.services import end_all_sessions


class Command(BaseCommand):
    help = "Sign everybody out, as after a leaked SECRET_KEY."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(
            _("Sessions ended: %(n)s. Everybody signs in again.") % {"n": end_all_sessions()}
        )
