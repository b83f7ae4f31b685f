"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, str | int]:
    """Return the desk's name, how long it keeps questions, and the address of the page itself."""
    configuration = settings.CONFIGURATION
    return {
        "desk_name": configuration.desk_name,
        "question_days": configuration.question_days,
        "here_address": request.get_full_path(),
    }
