"""The registers of the school: read, printed for binding, taken into a spreadsheet, noted beside a line."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _

from cases.forms.registers import NoteForm, RegisterForm
from cases.presenters import registers as present
from cases.presenters.register_files import register_sheet, spreadsheet
from cases.selectors import registers as read
from cases.selectors.access import case_for
from cases.services.registers import note_line
from cases.views.shared import slug_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.audit.access import record_looks
from safeguard.documents.domain.sheet import canonical, sha256
from safeguard.documents.render.pdf import pdf
from safeguard.documents.render.tables import as_xlsx
from safeguard.errors import DomainError
from safeguard.registers.book import Book
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.years import register_year
from safeguard.web import SchoolRequest, school_view
from safeguard.web.books import Asked, BookSource, books

PAGE = 100
LAYOUT = "register@1"
MEDIA = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@school_view(Permission.REGISTER_VIEW)
def registers(request: SchoolRequest) -> HttpResponse:
    """Without a gap; a year that holds a case from which the member is recused stays closed to them."""
    source = _source(request.GET.get("register", ""), instead=Register.REPORTS)
    year = _asked_year(request, source)
    years = read.open_years(source, request.member, year)
    page = Paginator(range(years[year]), PAGE).get_page(request.GET.get("page"))
    book = source.book(_asked(request, year, page))
    chosen = {"register": source.register.value, "year": str(year)}
    form = RegisterForm(chosen, registers=books(), years=present.year_choices(years, source.register))
    address = {"school": slug_of(request), "register": source.register.value, "year": year}
    context = {
        "form": form,
        "page_obj": page,
        "book": book,
        "table": present.book_table(book, slug_of(request), may_note=_may_note(request)),
        "files": {media: reverse(f"cases:register_{media}", kwargs=address) for media in MEDIA},
        "may_print_names": _may_print_names(request, book),
    }
    return render(request, "cases/registers.html", context)


def _asked(request: SchoolRequest, year: int, page: Page[int]) -> Asked:
    start = (page.number - 1) * PAGE
    return Asked(request.school, year, translation.get_language() or "en", start, start + PAGE)


def _source(name: str, *, instead: Register | None = None) -> BookSource:
    shelf = books()
    known = Register(name) if name in Register.values else instead
    if known not in shelf:
        known = instead
    if known is None:
        raise Http404
    return shelf[known]


def _asked_year(request: SchoolRequest, source: BookSource) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else register_year(source.register, clock.today())


def _may_note(request: SchoolRequest) -> bool:
    return request.member.may(Permission.DOCUMENT_ISSUE)


def _may_print_names(request: SchoolRequest, book: Book) -> bool:
    """The paper book of a register that the text keeps with names (UA-B-IV.7.5), for those who see every case."""
    return book.has_names and request.member.may(Permission.CASE_VIEW_ALL)


@school_view(Permission.REGISTER_VIEW)
def register_file(request: SchoolRequest, register: str, year: int, media: str) -> HttpResponse:
    """The whole year, in the language of record. With names every case in it counts as looked at."""
    source = _source(register)
    read.open_years(source, request.member, year)
    language = request.school.organisation.language
    wants_names = request.GET.get("names") == "1"
    with translation.override(language):
        book = source.book(Asked(request.school, year, language, with_names=wants_names))
        if wants_names and not _may_print_names(request, book):
            raise PermissionDenied
        body = _written(request, book, media, has_names=wants_names)
        name = f"{book.title} {year}.{media}"
    if wants_names:
        looked = {line.case_id for line in book.lines if line.case_id}
        record_looks(member=request.member, case_ids=looked, what="register.names")
    response = HttpResponse(body, content_type=MEDIA[media])
    response["Content-Disposition"] = content_disposition_header(media != "pdf", name) or "attachment"
    return response


def _written(request: SchoolRequest, book: Book, media: str, *, has_names: bool) -> bytes:
    if media == "xlsx":
        return as_xlsx(list(spreadsheet(book)), str(Register(book.register).label))
    sheet = register_sheet(book, request.school, has_names=has_names)
    content = canonical(sheet)
    return pdf(layout=LAYOUT, sheet=vars(sheet), sheet_sha256=sha256(content))


@school_view(Permission.DOCUMENT_ISSUE)
def register_note(request: SchoolRequest, register: str, year: int, number: int) -> HttpResponse:
    """A correction or the place of the paper original, beside the line."""
    source = _source(register)
    if not request.member.may(Permission.REGISTER_VIEW):
        raise PermissionDenied
    read.open_years(source, request.member, year)
    kept = source.kept(year, number)
    if kept is None:
        raise Http404
    if kept.case_id:
        case_for(request.member, kept.case_id, what="register.note")
    back = reverse("cases:registers", kwargs={"school": slug_of(request)})
    back = f"{back}?{urlencode({'register': register, 'year': str(year)})}"
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_line(
                register=source.register,
                year=year,
                number=number,
                case_id=kept.case_id,
                kind=NoteKind(form.cleaned_data["kind"]),
                text=form.cleaned_data["text"],
                by=request.member,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written beside line No. %(number)d.") % {"number": number})
            return redirect(back)
    return render(request, "cases/register_note.html", _note_page(form, source.register, number, back))


def _note_page(form: NoteForm, register: Register, number: int, back: str) -> dict[str, Any]:
    heading = _("Write beside line No. %(number)d") % {"number": number}
    return {"form": form, "heading": heading, "about": register.label, "back_href": back}
