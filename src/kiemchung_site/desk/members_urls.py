from django.urls import path

from kiemchung_site.desk.views import members

urlpatterns = [
    path("", members.members, name="members"),
    path("<int:pk>/", members.member, name="member"),
    path("invitations/<int:pk>/", members.withdraw, name="withdraw_invitation"),
]
