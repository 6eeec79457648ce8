"""What a page says of the one parameter for which it refuses an address."""

from django.test import Client


def refusal(client: Client, address: str) -> tuple[str, str]:
    """The name of the parameter, and what is wrong with it."""
    answer = client.get(address)
    assert answer.status_code == 400
    ((name, (said,)),) = answer.context["complaints"].items()
    return name, said
