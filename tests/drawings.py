"""Where the words of a drawing stand, as far as they are wide at most: which touch each other, which leave the picture."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

from pkdsl.pictures.svg import width_of

NAMESPACE = "{http://www.w3.org/2000/svg}"


def labels(drawing):
    """The boxes of all words in a drawing, as far as they are wide at most."""
    found = []
    for element in ET.fromstring(drawing).iter(f"{NAMESPACE}text"):  # noqa: S314 -- our own text
        words, size = element.text or "", float(element.get("font-size", 11))
        x, y, wide = float(element.get("x")), float(element.get("y")), width_of(words, size) * 0.86
        shift = {"middle": wide / 2, "end": wide}.get(element.get("text-anchor"), 0)
        if "rotate(-90" in element.get("transform", ""):
            found.append((words, x - size * 0.7, y - wide, x, y))
        else:
            found.append((words, x - shift, y - size * 0.7, x - shift + wide, y))
    return [box for box in found if box[0]]


def sound(drawing):
    """Whether a drawing is well formed, tells in words what it shows, asks for nothing, and has no needless digits."""
    root = ET.fromstring(drawing)  # noqa: S314 -- our own text
    assert root.find(f"{NAMESPACE}title").text
    assert len(root.find(f"{NAMESPACE}desc").text) > 20
    assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<style|style=|<script|<image|href|\son\w+=", drawing)
    assert not re.search(r"[0-9]\.[0-9]{3}", drawing)
    return True


def overlaps(drawing):
    return [
        (one[0], other[0])
        for one, other in combinations(labels(drawing), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(drawing):
    wide, high = map(float, re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', drawing).groups())
    return [box for box in labels(drawing) if box[1] < 0 or box[2] < 0 or box[3] > wide or box[4] > high]
