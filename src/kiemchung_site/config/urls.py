"""Every address, and the pages for what goes wrong."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kiemchung_site.config.error_pages import bad_request, forbidden, not_found, server_error
from kiemchung_site.public import views

urlpatterns = [
    path("", views.start, name="start"),
    path("language/", views.choose_language, name="language"),
    *i18n_patterns(path("desk/", include("kiemchung_site.desk.urls"))),
    *i18n_patterns(path("", include("kiemchung_site.public.urls"))),
]

handler400 = bad_request
handler403 = forbidden
handler404 = not_found
handler500 = server_error
