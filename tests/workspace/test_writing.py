"""Writing: whole files or none, whatever fails in between."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from pkdsl.workspace import Refused, replace_all, writing


def tree(folder) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_set_is_written_with_its_folders(tmp_path):
    replace_all({tmp_path / "out" / "a.md": b"a", tmp_path / "b.md": b"b"})
    assert tree(tmp_path) == {"b.md": b"b", "out/a.md": b"a"}


def test_a_file_keeps_its_mode(tmp_path):
    path = tmp_path / "a.pk"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_all({path: b"new"})
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["fsync", "open", "fdopen"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE])
def test_whichever_call_fails_the_old_files_stand(tmp_path, monkeypatch, name, code):
    old = {"a.pk": b"old a", "b.pk": b"old b"}
    for path, data in old.items():
        (tmp_path / path).write_bytes(data)
    real = getattr(os, name)
    seen: list[int | None] = []
    for k in range(1, 20):
        calls = iter(range(1, 100))

        def failing(*arguments, calls=calls, k=k, **more):
            if next(calls) == k:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **more)

        monkeypatch.setattr(writing.os, name, failing)
        try:
            replace_all({tmp_path / "a.pk": b"new a", tmp_path / "b.pk": b"new b", tmp_path / "new" / "c.pk": b"c"})
        except OSError as error:
            seen.append(error.errno)
            monkeypatch.undo()
            assert tree(tmp_path) == old
            assert not (tmp_path / "new").exists()
        else:
            monkeypatch.undo()
            assert tree(tmp_path) == {"a.pk": b"new a", "b.pk": b"new b", "new/c.pk": b"c"}
            assert set(seen) == {code}
            return
    pytest.fail("the set was never written")


@pytest.mark.parametrize("k", [1, 2])
def test_a_rename_that_fails_takes_the_others_back(tmp_path, monkeypatch, k):
    old = {"a.pk": b"old a", "b.pk": b"old b"}
    for path, data in old.items():
        (tmp_path / path).write_bytes(data)
    really = type(tmp_path).replace
    calls = iter(range(1, 100))

    def failing(self, target):
        if next(calls) == k:
            raise KeyboardInterrupt
        return really(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        replace_all({tmp_path / "a.pk": b"new a", tmp_path / "b.pk": b"new b"})
    monkeypatch.undo()
    assert tree(tmp_path) == old


def test_links_are_not_written_through(tmp_path, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere") / "other.pk"
    other.write_bytes(b"theirs")
    (tmp_path / "soft.pk").symlink_to(other)
    (tmp_path / "hard.pk").hardlink_to(other)
    (tmp_path / "folder.pk").mkdir()
    for name in ("soft.pk", "hard.pk", "folder.pk"):
        with pytest.raises(Refused):
            replace_all({tmp_path / "new.pk": b"new", tmp_path / name: b"new"})
    assert other.read_bytes() == b"theirs"
    assert not (tmp_path / "new.pk").exists()
