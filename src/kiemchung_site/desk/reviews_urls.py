from django.urls import path

from kiemchung_site.desk.views import reviews

urlpatterns = [
    path("", reviews.reviews, name="reviews"),
    path("<int:key>/", reviews.review, name="review"),
]
