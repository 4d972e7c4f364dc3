"""`/s/<school>/commission/...`"""

from django.urls import path

from commissions.views import (
    calling,
    composition,
    invitations,
    measures,
    meetings,
    minutes,
    notices,
    room,
    texts,
    votes,
)

app_name = "commissions"
_M = "commission/meetings/<uuid:meeting_id>/"

urlpatterns = [
    path("commission/", meetings.meetings, name="meetings"),
    path("commission/composition/", composition.composition, name="composition"),
    path("commission/composition/order/", composition.order, name="order"),
    path("commission/call/", calling.call, name="call"),
    path("commission/paper/", calling.paper, name="paper"),
    path(_M, meetings.meeting, name="meeting"),
    path(f"{_M}cancel/", calling.cancel, name="cancel"),
    path(f"{_M}invitation/", invitations.invitation, name="invitation"),
    path(f"{_M}notice/", notices.notice, name="notice"),
    path(f"{_M}notice/send/", notices.send, name="send"),
    path(f"{_M}notice/invite/", notices.invite_people, name="invite"),
    path(f"{_M}notice/<uuid:invitation_id>/", notices.handover, name="handover"),
    path(f"{_M}notice/<uuid:invitation_id>/off/", notices.take_off_list, name="take_off"),
    path(f"{_M}room/", room.room, name="room"),
    path(f"{_M}room/open/", room.open_, name="open"),
    path(f"{_M}room/close/", room.close, name="close"),
    path(f"{_M}room/seat/<uuid:seat_id>/", room.mark_seat, name="mark_seat"),
    path(f"{_M}room/guest/<uuid:invitation_id>/", room.mark_guest, name="mark_guest"),
    path(f"{_M}room/seat/<uuid:seat_id>/times/", room.times, name="times"),
    path(f"{_M}room/items/<uuid:item_id>/motion/", votes.propose, name="propose"),
    path(f"{_M}room/motions/<uuid:motion_id>/seat/<uuid:seat_id>/", votes.cast, name="cast"),
    path(f"{_M}room/motions/<uuid:motion_id>/close/", votes.close, name="close_motion"),
    path(f"{_M}items/<uuid:item_id>/", texts.item, name="item"),
    path(f"{_M}items/<uuid:item_id>/opinion/", texts.opinion, name="opinion"),
    path(f"{_M}cases/<uuid:hearing_id>/", texts.hearing, name="hearing"),
    path(f"{_M}cases/<uuid:hearing_id>/measure/", measures.measure, name="measure"),
    path(f"{_M}cases/<uuid:hearing_id>/signs/", measures.signs, name="signs"),
    path(f"{_M}measures/<uuid:measure_id>/remove/", measures.strike, name="strike"),
    path(f"{_M}minutes/", minutes.minutes, name="minutes"),
    path(f"{_M}minutes/draft.pdf", minutes.draft_pdf, name="draft_pdf"),
    path(f"{_M}minutes/finalise/", minutes.finalise, name="finalise"),
    path(f"{_M}minutes/minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
]
