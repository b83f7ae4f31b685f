from django.urls import include, path

from kiemchung_site.desk.views.start import start
from kiemchung_site.desk.views.token import token

app_name = "desk"
urlpatterns = [
    path("", start, name="start"),
    path("token/", token, name="token"),
    path("members/", include("kiemchung_site.desk.members_urls")),
    path("pages/", include("kiemchung_site.desk.pages_urls")),
    path("drafts/", include("kiemchung_site.desk.drafts_urls")),
    path("reviews/", include("kiemchung_site.desk.reviews_urls")),
    path("published/", include("kiemchung_site.desk.corrections_urls")),
    path("claims/", include("kiemchung_site.desk.claims_urls")),
    path("figures/", include("kiemchung_site.desk.figures_urls")),
]
