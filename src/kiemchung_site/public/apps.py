from django.apps import AppConfig


class PublicApp(AppConfig):
    name = "kiemchung_site.public"
    label = "public"
