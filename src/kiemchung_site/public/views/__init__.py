"""Requests into pages: parse, one call, render."""

from kiemchung_site.public.views.asking import ask
from kiemchung_site.public.views.crawling import robots, sitemap
from kiemchung_site.public.views.declined import declined
from kiemchung_site.public.views.desk_pages import desk_page, desk_page_history
from kiemchung_site.public.views.figures import figures, figures_csv
from kiemchung_site.public.views.languages import choose_language, start
from kiemchung_site.public.views.questions import question, question_status, send_question
from kiemchung_site.public.views.reading import corrections, fact_check, fact_checks

__all__ = [
    "ask",
    "choose_language",
    "corrections",
    "declined",
    "desk_page",
    "desk_page_history",
    "fact_check",
    "fact_checks",
    "figures",
    "figures_csv",
    "question",
    "question_status",
    "robots",
    "send_question",
    "sitemap",
    "start",
]
