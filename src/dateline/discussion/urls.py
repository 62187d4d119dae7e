"""The discussion's live addresses: what the kiosk relays."""

from django.urls import path

from dateline.discussion import views

urlpatterns = [
    path("-/comment", views.comment, name="discussion_comment"),
    path("-/receipt/<str:ticket>", views.receipt, name="discussion_receipt"),
    path("-/letters/<str:token>", views.letters, name="discussion_letters"),
    path("-/report", views.report, name="discussion_report"),
]
