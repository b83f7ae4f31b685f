from django.apps import AppConfig


class FactChecksApp(AppConfig):
    name = "kiemchung_site.factchecks"
    label = "factchecks"
