from django.urls import include, path

from kiemchung_site.desk.views.start import start

app_name = "desk"
urlpatterns = [
    path("", start, name="start"),
    path("claims/", include("kiemchung_site.desk.claims_urls")),
]
