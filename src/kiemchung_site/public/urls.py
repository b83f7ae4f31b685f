from django.urls import path

from kiemchung_site.public import feeds, views
from kiemchung_site.public.keeping import kept

app_name = "public"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("fact-checks/", views.fact_checks, name="fact_checks"),
    path("fact-checks/rss.xml", kept(feeds.FactChecksRss()), name="fact_checks_rss"),
    path("fact-checks/atom.xml", kept(feeds.FactChecksAtom()), name="fact_checks_atom"),
    path("fact-checks/<slug:slug>/", views.fact_check, name="fact_check"),
    path("corrections/", views.corrections, name="corrections"),
    path("corrections/rss.xml", kept(feeds.CorrectionsRss()), name="corrections_rss"),
    path("corrections/atom.xml", kept(feeds.CorrectionsAtom()), name="corrections_atom"),
    path("declined/", views.declined, name="declined"),
    path("figures/", views.figures, name="figures"),
    path("figures/<str:name>/", views.figures, name="figures_of_quarter"),
    path("figures/<str:name>.csv", views.figures_csv, name="figures_csv"),
    path("declined/rss.xml", feeds.DeclinedRss(), name="declined_rss"),
    path("declined/atom.xml", feeds.DeclinedAtom(), name="declined_atom"),
    path("questions/", views.question, name="question"),
    path("questions/send/", views.send_question, name="send_question"),
    path("questions/status/", views.question_status, name="question_status"),
    path("<slug:name>/", views.desk_page, name="desk_page"),
    path("<slug:name>/history/", views.desk_page_history, name="desk_page_history"),
]
