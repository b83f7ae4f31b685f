from django.apps import AppConfig


class MembersApp(AppConfig):
    name = "kiemchung_site.members"
    label = "members"
