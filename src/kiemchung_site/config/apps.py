from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "kiemchung_site.config"
    label = "config"
