from django.urls import path

from kiemchung_site.desk.views import corrections

urlpatterns = [
    path("", corrections.published, name="published"),
    path("<slug:slug>/", corrections.correct, name="correct"),
]
