from pathlib import Path

import pytest

from cxfacilitator.paths import resource
from cxfacilitator.services import licences as service
from cxfacilitator.services.licences import licences


def test_a_checkout_has_the_texts_that_libraries_do_not_bring() -> None:
    texts = {each.name: each.read() for each in licences()}
    assert list(texts) == ["About the licences", "Apache-2.0", "GPL-3", "LGPL-3"]
    assert "used under the GNU Lesser General Public License" in texts["About the licences"]
    for name in ("LGPL", "GPL"):
        spelling = resource("spelling", f"en_GB-{name}-3.txt")
        assert texts[f"{name}-3"] == spelling.read_text(encoding="utf-8")


def test_the_frozen_app_lists_everything_before_the_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("README", "list", "GPL-3", "libraries/Qt", "libraries/numpy", "common/BSD"):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.setattr(service, "resource", lambda *parts: tmp_path)
    assert [each.read() for each in licences()] == [
        "README",
        "list",
        "libraries/numpy",
        "libraries/Qt",
        "GPL-3",
        "common/BSD",
    ]
