"""Every address, and the pages for what goes wrong."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kiemchung_site.config.error_pages import bad_request, forbidden, not_found, server_error
from kiemchung_site.public import views
from kiemchung_site.running.views import alive, metrics, ready

urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("language/", views.choose_language, name="language"),
    *i18n_patterns(path("desk/account/", include("kiemchung_site.desk.account_urls"))),
    *i18n_patterns(path("desk/", include("kiemchung_site.desk.urls"))),
    *i18n_patterns(path("", include("kiemchung_site.public.urls"))),
]

handler400 = bad_request
handler403 = forbidden
handler404 = not_found
handler500 = server_error
