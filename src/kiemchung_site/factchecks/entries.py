"""A version as the library sees it: a fact-check that messages are matched with."""

from django.conf import settings
from django.http.request import validate_host
from django.utils import timezone

from kiemchung.claims import FactCheck, Publisher, Source, Verdict
from kiemchung.text.folding import fold
from kiemchung.text.links import site_of
from kiemchung.text.normal import normal_form
from kiemchung_site.factchecks.models import Step, Version

_SCALE = {
    "vi": ("Sai", "Phần lớn sai", "Đúng một nửa", "Phần lớn đúng", "Đúng"),
    "en": ("False", "Mostly false", "Half true", "Mostly true", "True"),
}
"""Another wording needs other triggers: the tables take an entry in these words alone."""
_PAGES = ("vi", "en")


def verdict_of(version: Version) -> Verdict:
    """Return the verdict in the words of the version's language."""
    return verdict_in(version.language, Step(version.verdict))


def verdict_in(language: str, step: Step) -> Verdict:
    """Return ``step`` of the desk's scale in the words of ``language``, or in English."""
    names = _SCALE.get(language, _SCALE["en"])
    return Verdict(names[step - 1], int(step), Step.TRUE, Step.FALSE)


def address_of(version: Version) -> str:
    """Return the public address of the fact-check, in its own language where the site has it."""
    return f"{settings.CONFIGURATION.origin}{path_of(version)}"


def path_of(version: Version) -> str:
    """Return the part of that address behind the site's."""
    language = version.language if version.language in _PAGES else "en"
    return version.fact_check.address(language)


def entry_of(version: Version) -> FactCheck:
    """Return ``version`` as it is put into the record."""
    address = address_of(version)
    sources = [Source(e.source_name, e.source_url) for e in version.evidence.all()]
    return FactCheck(
        claim=version.claim,
        verdict=verdict_of(version),
        publisher=Publisher(settings.CONFIGURATION.desk_name, site_of(address)),
        url=address,
        language=version.language,
        published=timezone.localdate(version.published_at),
        explanation=version.summary,
        sources=tuple(dict.fromkeys(sources)),
        topic=version.topic,
    )


def passes_for_own(check: FactCheck) -> bool:
    """Say whether ``check`` bears the desk's name or stands at an address of this site."""
    configuration = settings.CONFIGURATION
    if _plain(check.publisher.name) == _plain(configuration.desk_name):
        return True
    hosts = [site_of(host) for host in configuration.hosts]
    sites = (site_of(address).rstrip(".") for address in (check.url, check.publisher.site))
    return any(validate_host(site, hosts) for site in sites if site)


def _plain(name: str) -> str:
    return " ".join(fold(normal_form(name)).split())
