"""`pkdsl fmt`: writes what has to change, and nothing else."""

from __future__ import annotations

UGLY, PRETTY = "let   a=1\n", "let a = 1\n"


def test_files_are_laid_out_in_place(pkdsl, plan, tmp_path):
    plan({"a.pk": UGLY, "b.pk": PRETTY, "sub/c.pk": UGLY})
    run = pkdsl("fmt")
    assert run.code == 0
    assert {p.name: p.read_text() for p in tmp_path.rglob("*.pk")} == {"a.pk": PRETTY, "b.pk": PRETTY, "c.pk": PRETTY}
    assert run.err == "changed a.pk\nchanged sub/c.pk\n2 changed, 1 as it is\n"


def test_check_changes_nothing_and_says_what_would_change(pkdsl, plan, tmp_path):
    plan({"a.pk": UGLY, "b.pk": PRETTY})
    run = pkdsl("fmt", "--check")
    assert run.code == 1
    assert "would change a.pk\n" in run.err
    assert (tmp_path / "a.pk").read_text() == UGLY
    assert pkdsl("fmt", "--check", "b.pk").code == 0


def test_diff_shows_what_would_change(pkdsl, plan, tmp_path):
    plan({"a.pk": UGLY})
    run = pkdsl("fmt", "--diff")
    assert run.code == 0
    assert run.out == "--- a.pk\n+++ a.pk (in style)\n@@ -1 +1 @@\n-let   a=1\n+let a = 1\n"
    assert (tmp_path / "a.pk").read_text() == UGLY


def test_a_diff_says_where_the_last_line_has_no_end(pkdsl, plan):
    plan({"a.pk": "let   a=1"})
    assert pkdsl("fmt", "--diff").out.endswith("-let   a=1\n\\ No newline at end of file\n+let a = 1\n")


def test_a_pipe(pkdsl, plan):
    assert pkdsl("fmt", "-", stdin=UGLY).out == PRETTY
    assert pkdsl("fmt", "-", "--check", stdin=UGLY).code == 1


def test_a_file_alone(pkdsl, tmp_path):
    (tmp_path / "a.pk").write_text(UGLY)
    assert pkdsl("fmt", "a.pk").code == 0
    assert (tmp_path / "a.pk").read_text() == PRETTY


def test_line_ends_are_kept(pkdsl, plan, tmp_path):
    plan({"a.pk": b"let   a=1\r\nlet b = 2\r\n"})
    pkdsl("fmt")
    assert (tmp_path / "a.pk").read_bytes() == b"let a = 1\r\nlet b = 2\r\n"


def test_a_file_with_mistakes_in_writing_is_left_and_the_others_are_not(pkdsl, plan, tmp_path):
    plan({"a.pk": "unit   a {\n", "b.pk": UGLY})
    run = pkdsl("fmt")
    assert run.code == 3
    assert "error[SYN-" in run.out
    assert (tmp_path / "a.pk").read_text() == "unit   a {\n"
    assert (tmp_path / "b.pk").read_text() == PRETTY


def test_a_second_name_of_a_file_is_not_written_through(pkdsl, plan, tmp_path, tmp_path_factory):
    plan({"a.pk": UGLY, "b.pk": UGLY})
    (tmp_path_factory.mktemp("elsewhere") / "twin.pk").hardlink_to(tmp_path / "a.pk")
    run = pkdsl("fmt")
    assert run.code == 5
    assert (tmp_path / "a.pk").read_text() == (tmp_path / "b.pk").read_text() == UGLY


def test_what_is_in_style_is_not_touched(pkdsl, plan, tmp_path):
    plan({"a.pk": PRETTY})
    before = (tmp_path / "a.pk").stat()
    pkdsl("fmt")
    assert (tmp_path / "a.pk").stat().st_ino == before.st_ino
