"""What texts mean to the machine is kept by text, and goes with it."""

from pathlib import Path

from cxfacilitator.domain.tagging import text_name
from cxfacilitator.store import vectors
from tests.store.builders import written


def test_vectors_are_kept_without_being_an_edit_and_go_with_their_texts(tmp_path: Path) -> None:
    one, other = b"1" * 16, b"2" * 16
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        with file.edit("Keep what texts mean") as edit:
            vectors.add(edit.db, {one: b"\x00\xff", other: b"x"})
        assert file.take_steps() == ()
        assert dict(file.read(vectors.load_after)) == {one: b"\x00\xff", other: b"x"}
        with file.edit("Forget one") as edit:
            vectors.drop(edit.db, {one})
        assert dict(file.read(vectors.load_after)) == {other: b"x"}


def test_what_no_answer_says_any_more_is_found(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        said = file.snapshot().answers[0]
        with file.edit("Keep what texts mean") as edit:
            vectors.add(edit.db, {text_name(said.wording): b"a", text_name("never said"): b"b"})
        assert file.read(vectors.gone) == {text_name("never said")}
