from django.urls import path

from notices.views import board, documents, flow

app_name = "notices"

urlpatterns = [
    path("board/", board.board_home, name="board"),
    path("board/<int:pk>/", board.board_unit, name="board_unit"),
    path("board/<int:pk>/table/", board.board_table, name="board_table"),
    path("notices/", documents.notice_list, name="notice_list"),
    path("notices/<int:pk>/", documents.notice_detail, name="notice_detail"),
    path("notices/<int:pk>/pdf/", documents.notice_pdf, name="notice_pdf"),
    path("notices/<int:pk>/table/", documents.notice_table, name="notice_table"),
    path("notices/<int:pk>/receipts/", documents.notice_receipts, name="notice_receipts"),
    path("notices/<int:pk>/read/", documents.notice_read, name="notice_read"),
    path("notices/draft/", flow.notice_draft, name="notice_draft"),
    path("notices/<int:pk>/write/", flow.notice_write, name="notice_write"),
    path("notices/<int:pk>/rewrite/", flow.notice_rewrite, name="notice_rewrite"),
    path("notices/<int:pk>/edit/", flow.notice_edit, name="notice_edit"),
    path("notices/<int:pk>/check/", flow.notice_check, name="notice_check"),
    path("notices/<int:pk>/send-back/", flow.notice_send_back, name="notice_send_back"),
    path("notices/<int:pk>/approve/", flow.notice_approve, name="notice_approve"),
    path("notices/<int:pk>/issue/", flow.notice_issue, name="notice_issue"),
    path("notices/<int:pk>/correct/", flow.notice_correct, name="notice_correct"),
]
