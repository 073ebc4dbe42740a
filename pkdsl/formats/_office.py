"""What Word and PowerPoint share: text as XML holds it, pictures, and packages whose bytes depend on nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as xml_escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pkdsl.page import clean

if TYPE_CHECKING:
    from pkdsl.page import Document

FIRST = "[Content_Types].xml"
DAWN = date(1980, 1, 1)
"""The first day that a package can name; for documents that have no day."""
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def escape(text: str) -> str:
    """`text` as it must stand in an element or a quoted attribute; line ends are blanks."""
    return xml_escape(re.sub(r"[ \t\r\n]+", " ", clean(text)), {'"': "&quot;"})


def moment(document: Document) -> datetime:
    """When a file counts as made: the day of the plan, never that of the clock."""
    day = document.day or DAWN
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- packages hold days without zones


def packed(package: bytes, made: datetime) -> bytes:
    """The same package without the traces of when and how it was made, workbooks behind charts too."""
    whole, day = BytesIO(), f"{made:%Y-%m-%dT00:00:00Z}".encode()
    with ZipFile(BytesIO(package)) as source, ZipFile(whole, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            data = source.read(name)
            if name.endswith(".xlsx"):
                data = packed(data, made)
            elif name == "docProps/core.xml":
                data = MADE.sub(rb"\g<1>" + day, data)
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, data)
    return whole.getvalue()
