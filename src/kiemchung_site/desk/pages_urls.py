from django.urls import path

from kiemchung_site.desk.views import pages

urlpatterns = [
    path("", pages.pages, name="pages"),
    path("<slug:name>/<slug:language>/", pages.edit, name="page"),
]
