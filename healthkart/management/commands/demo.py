"""`manage.py demo`: from nothing to three pages with something on them."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from healthkart.management.data import rows_held
from healthkart.permissions import PAYOUT_ADMINS, VIEWERS

# Name, password, group, may enter the admin. Known to everyone who reads this: never outside DEBUG and loopback.
LOGINS = (
    ("viewer", "look-at-the-numbers", VIEWERS, False),
    ("payout_admin", "pay-to-the-paisa", PAYOUT_ADMINS, True),
)


class Command(BaseCommand):
    help = "Migrate, seed an empty database, make demo logins, and serve. A second run keeps what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", help="where to serve (127.0.0.1:8000)")
        parser.add_argument("--no-serve", action="store_false", dest="serve", help="stop before serving")

    def handle(self, *args: Any, address: str = "127.0.0.1:8000", serve: bool = True, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo's passwords are known to everyone: it runs with DEBUG only.")
        host, _, port = address.rpartition(":")
        address = f"{host or '127.0.0.1'}:{port}"
        if not is_loopback(host):
            raise CommandError(f"The demo's passwords are known to everyone: it serves loopback only, not {host}.")
        self.stdout.write("Bringing the database up to date.")
        call_command("migrate", verbosity=0)
        if rows_held():
            self.stdout.write("The database holds data already: nothing seeded.")
        else:
            call_command("seed_data", stdout=self.stdout, stderr=self.stderr)
        for login in LOGINS:
            self.stdout.write(made_or_kept(*login))
        if serve:
            self.stdout.write(f"Open http://{address}/ and log in; Ctrl-C ends it.")
            # Without the reloader: it would start all of this a second time.
            call_command("runserver", address, use_reloader=False)


def made_or_kept(name: str, password: str, group: str, staff: bool) -> str:
    """Make a login unless it is there, and say which; one that is there keeps its password and its groups."""
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": staff})
    if not is_new and user.check_password(password):
        return f"Login {name} is there already, password {password}"
    if not is_new:
        return f"Login {name} is there already, with the password it had."
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name=group))
    return f"Login {name}, password {password} ({group})"


def is_loopback(host: str) -> bool:
    """Whether a host, empty for the default, can be reached from this machine only."""
    try:
        return host in ("", "localhost") or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
