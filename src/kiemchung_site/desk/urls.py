from django.urls import include, path

from kiemchung_site.desk.views.start import start

app_name = "desk"
urlpatterns = [
    path("", start, name="start"),
    path("members/", include("kiemchung_site.desk.members_urls")),
    path("pages/", include("kiemchung_site.desk.pages_urls")),
]
