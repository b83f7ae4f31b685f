from django.urls import path

from kiemchung_site.desk.views.start import start

app_name = "desk"
urlpatterns = [
    path("", start, name="start"),
]
