from django.apps import AppConfig


class DraftsApp(AppConfig):
    name = "kiemchung_site.drafts"
    label = "drafts"
