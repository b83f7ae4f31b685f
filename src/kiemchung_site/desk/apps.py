from django.apps import AppConfig


class DeskApp(AppConfig):
    name = "kiemchung_site.desk"
    label = "desk"
