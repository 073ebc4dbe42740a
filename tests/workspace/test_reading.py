"""Reading a plan: which files belong to it, and what is refused."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pkdsl.workspace import NoPlan, Request, Root, files, find, nearest_root, read

if TYPE_CHECKING:
    from pathlib import Path


def sources(root: Path, **request) -> dict[str, str]:
    return {s.path: s.text for s in read(Root(root), Request(**request)).world.plan.sources}


def codes(root: Path, **request) -> list[tuple[str, str]]:
    return [(f.code, f.span.source.path) for f in read(Root(root), Request(**request)).world.findings]


def test_a_plan_is_all_text_below_its_folder(plan):
    root = plan({"a.pk": "", "j4/b.pk": "", "c.pk.md": "", "j4/force.csv": "name\n", "notes.md": "", "x.txt": ""})
    world = read(Root(root)).world
    assert [s.path for s in world.plan.sources] == ["a.pk", "c.pk.md", "j4/b.pk"]
    assert list(world.plan.tables) == ["j4/force.csv"]


def test_what_is_not_of_the_plan_is_left_out(plan):
    root = plan(
        {
            "a.pk": "",
            ".git/b.pk": "",
            "out/c.pk": "",
            "tests/d.pk": "",
            "sub/pkdsl.toml": "",
            "sub/e.pk": "",
            ".f.pk": "",
        }
    )
    assert list(sources(root)) == ["a.pk"]


def test_the_nearest_configuration_upward_is_the_plan(plan):
    root = plan({"j4/b.pk": "", "sub/pkdsl.toml": "", "sub/e.pk": ""})
    assert find(root / "j4" / "b.pk") == Root(root)
    assert find(root / "j4") == Root(root)
    assert find(root / "sub" / "e.pk") == Root(root / "sub")


def test_a_file_that_no_plan_reads_is_a_plan_of_its_own(plan):
    root = plan({"tests/d.pk": "", ".hidden/x.pk": ""})
    assert find(root / "tests" / "d.pk") == Root(root / "tests", "d.pk")
    assert find(root / ".hidden" / "x.pk") == Root(root / ".hidden", "x.pk")


def test_a_single_file_takes_the_tables_it_names(tmp_path):
    (tmp_path / "a.pk").write_text('table unit from "force.csv"')
    (tmp_path / "force.csv").write_text("name\n")
    (tmp_path / "other.csv").write_text("name\n")
    world = read(find(tmp_path / "a.pk")).world
    assert list(world.plan.tables) == ["force.csv"]


@pytest.mark.parametrize("name", ["nowhere.pk", "nowhere"])
def test_what_does_not_exist_is_no_plan(tmp_path, name):
    with pytest.raises(NoPlan, match="does not exist"):
        find(tmp_path / name)


def test_a_folder_without_configuration_is_no_plan(tmp_path):
    with pytest.raises(NoPlan, match="pkdsl init"):
        find(tmp_path)


def test_byte_order_mark_and_crlf_are_accepted_and_remembered(plan):
    root = plan({"a.pk": b"\xef\xbb\xbflet a = 1\r\nlet b = 2\r\n"})
    reading = read(Root(root))
    assert reading.world.plan.sources[0].text == "let a = 1\nlet b = 2\n"
    assert reading.files["a.pk"].newline == "\r\n"


def test_a_text_that_is_not_utf_8_is_located(plan):
    root = plan({"a.pk": b'let a = 1\r\nlet b = "caf\xe9"\r\n'})
    (finding,) = read(Root(root)).world.findings
    assert (finding.code, finding.span.place) == ("SYN-006", "a.pk:2:13")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(plan, encoding):
    root = plan({"a.pk": "let a = 1\n".encode(encoding)})
    (finding,) = read(Root(root)).world.findings
    assert finding.code == "SYN-006"
    assert "UTF-16" in finding.message


def test_links_out_of_the_plan_are_refused_unread(plan, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.pk"
    secret.write_text("let secret = 1")
    root = plan({"a.pk": "", "j4/b.pk": ""})
    (root / "link.pk").symlink_to(secret)
    (root / "folder").symlink_to(secret.parent)
    assert codes(root) == [("PKG-002", "folder"), ("PKG-002", "link.pk")]
    assert not any("secret" in text for text in sources(root).values())


def test_a_link_inside_the_plan_says_nothing_new(plan):
    root = plan({"j4/b.pk": "let a = 1"})
    (root / "b.pk").symlink_to(root / "j4" / "b.pk")
    (root / "loop").symlink_to(root)
    assert codes(root) == []
    assert list(sources(root)) == ["j4/b.pk"]


def test_a_file_that_becomes_a_link_while_it_is_read_is_refused(plan, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.pk").write_text("let secret = 1")
    root = plan({})
    (root / "j4").symlink_to(elsewhere)
    (root / "b.pk").symlink_to(elsewhere / "a.pk")
    for path in ("j4/a.pk", "b.pk"):
        finding = files.read_file(root, path, shown=path, limit=100)
        assert finding.code == "PKG-002"


def test_what_is_no_plain_file_is_named(plan):
    root = plan({})
    (root / "a.pk").mkdir()
    os.mkfifo(root / "b.pk")
    (root / "c.pk").symlink_to("/dev/zero")
    (root / "d.pk").symlink_to("nothing.pk")
    assert codes(root) == [("PKG-003", "a.pk"), ("PKG-002", "c.pk"), ("PKG-003", "d.pk"), ("PKG-003", "b.pk")]


def test_an_unreadable_file_is_a_finding(plan, monkeypatch):
    root = plan({"a.pk": "", "b.pk": "let b = 1"})
    really = os.open

    def refusing(path, *rest, **more):
        if path == "a.pk":
            raise PermissionError(13, "Permission denied", path)
        return really(path, *rest, **more)

    monkeypatch.setattr(files.os, "open", refusing)
    monkeypatch.setattr(files.os, "supports_dir_fd", {refusing})
    assert codes(root) == [("PKG-006", "a.pk")]
    assert list(sources(root)) == ["b.pk"]


@pytest.mark.parametrize(("size", "found"), [(99, []), (100, []), (101, [("LIM-007", "a.pk")])])
def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(plan, size, found):
    root = plan({"a.pk": "#" * size})
    assert codes(root, limits={"file_bytes": 100}) == found


@pytest.mark.parametrize(("limit", "found"), [(2, [("LIM-007", "c.pk")]), (3, [])])
def test_files_are_counted(plan, limit, found):
    root = plan({"a.pk": "", "b.pk": "", "c.pk": ""})
    assert codes(root, limits={"files": limit}) == found


@pytest.mark.parametrize(("limit", "found"), [(19, [("LIM-007", "b.pk")]), (20, [])])
def test_the_plan_is_measured(plan, limit, found):
    root = plan({"a.pk": "#" * 10, "b.pk": "#" * 10})
    assert codes(root, limits={"plan_bytes": limit}) == found


@pytest.mark.parametrize("path", ["../ours", "/ours", "inner/../../ours", "link", "~/ours", "C:/ours"])
def test_a_package_outside_the_plan_is_refused(plan, path, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("ours")
    root = plan({"pkdsl.toml": f'[packages]\nours = "{path}"\n'})
    (root / "link").symlink_to(elsewhere)
    found = [f for f in read(Root(root)).world.findings if f.span.source.path == "pkdsl.toml"]
    assert [(f.code, f.span.position.line) for f in found] == [("PKG-002", 2)]


def test_a_package_of_the_plan_is_read_apart(plan):
    root = plan({"pkdsl.toml": '[packages]\nours = "lib/ours"\n', "lib/ours/a.pk": "let x = 1", "b.pk": ""})
    world = read(Root(root)).world
    assert [s.path for s in world.plan.sources] == ["b.pk"]
    assert [s.path for s in world.packages["ours"].sources] == ["lib/ours/a.pk"]


def test_a_package_that_is_not_there_is_named(plan):
    root = plan({"pkdsl.toml": '[packages]\nours = "lib/ours"\n'})
    assert codes(root) == [("PKG-001", "pkdsl.toml")]


def test_a_text_by_pipe_takes_the_place_of_its_file(plan):
    root = plan({"a.pk": "old", "b.pk": "kept"})
    assert sources(root, overlays={"a.pk": b"new"}) == {"a.pk": "new", "b.pk": "kept"}
    assert nearest_root(root / "new.pk") == Root(root)


def test_a_table_that_cannot_be_read_matters_only_where_it_is_named(plan):
    root = plan({"a.pk": 'table unit from "force.csv"', "force.csv": b"\xff", "notes.csv": b"\xff"})
    assert codes(root) == [("SYN-006", "force.csv")]
