"""`/staff/letters`: the letters that wait for the team's own printer."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from backend.services import letters
from backend.services.installation import Installation
from backend.services.once import KeyReused
from backend.staff.console.door import Door, Filled

LetterId = Annotated[str, Path(max_length=100)]


def create_router(inst: Installation, door: Door) -> APIRouter:
    """The list, each letter to print, and that it was posted."""
    router = APIRouter()

    @router.get("/letters")
    def waiting(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        found, done = letters.to_print(inst, staff), "done" in request.query_params
        return door.shown(request, staff, "letters", waiting=found, done=done)

    @router.get("/letters/{letter_id}")
    def letter(letter_id: LetterId, request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        try:
            made = letters.printed(inst, staff, letter_id)
        except letters.NoSuchLetter:
            return door.refused(request, staff, 404, "no_such_letter")
        return Response(made, media_type="application/pdf", headers={"Cache-Control": "no-store"})

    @router.post("/letters/{letter_id}")
    def posted(letter_id: LetterId, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        try:
            letters.posted(inst, staff, letter_id, door.once(request, staff, filled))
        except (letters.NoSuchLetter, KeyReused):
            return door.refused(request, staff, 404, "no_such_letter")
        return RedirectResponse("/staff/letters?done#done", 303)

    return router
