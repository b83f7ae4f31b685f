from django.urls import include, path

from kiemchung_site.desk.views.start import start

app_name = "desk"
urlpatterns = [
    path("", start, name="start"),
    path("drafts/", include("kiemchung_site.desk.drafts_urls")),
    path("reviews/", include("kiemchung_site.desk.reviews_urls")),
    path("published/", include("kiemchung_site.desk.corrections_urls")),
]
