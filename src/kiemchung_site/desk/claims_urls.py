from django.urls import path

from kiemchung_site.desk.views import claims, joining, queue, tending

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("filters/", queue.keep_filter, name="keep_filter"),
    path("filters/<int:key>/drop/", queue.forget_filter, name="forget_filter"),
    path("<int:key>/", claims.claim, name="claim"),
    path("<int:key>/presence/", claims.presence, name="claim_presence"),
    path("<int:key>/note/", tending.note, name="claim_note"),
    path("<int:key>/restate/", tending.restate, name="claim_restate"),
    path("<int:key>/harm/", tending.harm, name="claim_harm"),
    path("<int:key>/assign/", tending.assign, name="claim_assign"),
    path("<int:key>/deadline/", tending.deadline, name="claim_deadline"),
    path("<int:key>/decline/", tending.decline, name="claim_decline"),
    path("<int:key>/reopen/", tending.reopen, name="claim_reopen"),
    path("<int:key>/answer/", tending.answer, name="claim_answer"),
    path("<int:key>/unanswer/", tending.unanswer, name="claim_unanswer"),
    path("<int:key>/merge/", joining.merge, name="claim_merge"),
    path("<int:key>/confirm/", joining.confirm, name="claim_confirm"),
    path("<int:key>/refuse/", joining.refuse, name="claim_refuse"),
    path("<int:key>/split/", joining.split, name="claim_split"),
    path("<int:key>/undo/", joining.undo, name="claim_undo"),
]
