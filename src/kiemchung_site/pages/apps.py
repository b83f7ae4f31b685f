from django.apps import AppConfig


class PagesApp(AppConfig):
    name = "kiemchung_site.pages"
    label = "pages"
