"""Word and PowerPoint open what is written without anything to repair."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from papers import Signs, of_example, squashed
from pkdsl import formats
from pkdsl.page import Spoken

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WRITTEN = [("opord", "docx"), ("fact_sheet", "docx"), ("budget", "docx"), ("decision_brief", "pptx")]


def package(name: str, form: str) -> dict[str, bytes]:
    """The parts of a file by name; none of them stands in it twice, and all can be read."""
    with zipfile.ZipFile(io.BytesIO(formats.write(of_example("unsmok", name), form))) as found:
        assert found.testzip() is None
        names = found.namelist()
        assert len(names) == len(set(names))
        return {each: found.read(each) for each in names}


@pytest.mark.parametrize(("name", "form"), WRITTEN)
def test_every_part_is_declared_and_every_relation_leads_to_a_part(name, form):
    parts = package(name, form)
    types = ET.fromstring(parts["[Content_Types].xml"])  # noqa: S314 -- our own text
    endings = {each.get("Extension") for each in types if each.get("Extension")}
    named = {each.get("PartName", "").removeprefix("/") for each in types if each.get("PartName")}
    assert named <= set(parts)
    assert {part for part in parts if part.rpartition(".")[2] not in endings} <= {*named, "[Content_Types].xml"}
    for part in (each for each in parts if each.endswith(".rels")):
        home = posixpath.dirname(posixpath.dirname(part))
        for relation in ET.fromstring(parts[part]).iter(RELATION):  # noqa: S314 -- as above
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", home, relation.get("Target")))
                assert target.removeprefix("/") in parts, (part, target)


@pytest.mark.parametrize(("name", "form"), WRITTEN)
def test_no_number_that_names_something_is_given_twice_and_every_relation_that_is_used_is_there(name, form):
    parts = package(name, form)
    for part in (each for each in parts if re.fullmatch(r"word/document.xml|ppt/slides/slide[0-9]+.xml", each)):
        text = parts[part].decode()
        drawn = re.findall(r"<(?:wp:docPr|p:cNvPr) [^>]*\bid=\"([0-9]+)\"", text)
        assert len(drawn) == len(set(drawn))
        marks = re.findall(r"<w:bookmarkStart [^>]*w:id=\"([0-9]+)\"", text)
        assert len(marks) == len(set(marks))
        relations = parts[f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels"].decode()
        assert set(re.findall(r"\br:(?:id|embed|link)=\"([^\"]+)\"", text)) <= set(
            re.findall(r"\bId=\"([^\"]+)\"", relations)
        )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_prints_every_word(tmp_path):
    """All in one run; what is broken it does not convert, and what it repairs it loses.

    How each piece begins and ends is looked for: in between, a page may end.
    """
    files = [tmp_path / f"{name}.{form}" for name, form in WRITTEN]
    for file, (name, form) in zip(files, WRITTEN, strict=True):
        file.write_bytes(formats.write(of_example("unsmok", name), form))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    assert "could not be loaded" not in done.stderr + done.stdout
    for file, (name, form) in zip(files, WRITTEN, strict=True):
        text = squashed("".join(sheet.extract_text() for sheet in PdfReader(file.with_suffix(".pdf")).pages))
        page = of_example("unsmok", name)
        signs = Signs(page, reference="" if form == "pptx" else "[{}]", bullet="", numbers=False)
        cells = [cell for block in page.blocks if not isinstance(block, Spoken) for cell in signs.block(block)]
        lost = [cell for cell in map(squashed, cells) if cell[:12] not in text or cell[-12:] not in text]
        assert lost == [], name
