"""What axe finds in the documents of an example, by day and by night: nothing.

`npm install axe-core`, then `AXE=node_modules/axe-core/axe.min.js pytest -m bench tests/bench/test_axe.py`; it drives the
headless Chromium that is on the path. What can be tested without either stands in `tests/formats`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from papers import of_example
from pkdsl import documents, formats

pytestmark = pytest.mark.bench

AXE = Path(os.environ.get("AXE", "axe.min.js"))
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
ASK = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const said = found.violations.map(each => [each.id, each.nodes.map(node => node.html)]);
  document.body.innerHTML = "<pre id=found></pre>";
  document.getElementById("found").textContent = JSON.stringify(said);
})
"""
NAMES = tuple(documents.everything())


@pytest.mark.skipif(not AXE.is_file() or CHROMIUM is None, reason="axe-core or Chromium is not here")
@pytest.mark.parametrize("scheme", ["0", "1"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(name, scheme, tmp_path):
    """The page forbids every script, so axe is let in by a copy without the policy."""
    text = POLICY.sub("", formats.write(of_example("unsmok", name), "html").decode())
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", f"<script>{AXE.read_text()}</script><script>{ASK}</script></body>"))
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom")
    command = [CHROMIUM, *options, f"--blink-settings=preferredColorScheme={scheme}", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None
    assert json.loads(unescape(found.group(1))) == []
