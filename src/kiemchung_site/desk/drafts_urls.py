from django.urls import path

from kiemchung_site.desk.views import drafts

urlpatterns = [
    path("", drafts.drafts, name="drafts"),
    path("new/", drafts.draft_new, name="draft_new"),
    path("<int:key>/", drafts.draft, name="draft"),
    path("<int:key>/autosave/", drafts.draft_autosave, name="draft_autosave"),
    path("<int:key>/preview/", drafts.draft_preview, name="draft_preview"),
    path("<int:key>/publish/", drafts.draft_publish, name="draft_publish"),
    path("<int:key>/drop/", drafts.draft_drop, name="draft_drop"),
]
