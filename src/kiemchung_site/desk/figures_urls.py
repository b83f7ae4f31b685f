from django.urls import path

from kiemchung_site.desk.views import figures

urlpatterns = [
    path("", figures.figures, name="figures"),
    path("report/", figures.report, name="figures_report"),
    path("figures.csv", figures.figures_csv, name="figures_csv"),
]
