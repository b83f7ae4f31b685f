from django.apps import AppConfig


class FiguresApp(AppConfig):
    name = "kiemchung_site.figures"
    label = "figures"
