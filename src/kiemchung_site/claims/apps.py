from django.apps import AppConfig


class ClaimsApp(AppConfig):
    name = "kiemchung_site.claims"
    label = "claims"
