"""The trace chain of random plans, held against a search through the text that wrote them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkdsl.facts.chain import edges, gaps, nodes
from pkdsl.values import given as is_given
from small import MISSION, compiled

SIZE = 3
SOME = st.sets(st.integers(0, SIZE - 1))
CHAIN = st.fixed_dictionaries(
    {
        "objective": st.lists(SOME, min_size=SIZE, max_size=SIZE),
        "indicator": st.lists(SOME, min_size=SIZE, max_size=SIZE),
        "unit": st.lists(SOME, min_size=SIZE, max_size=SIZE),
        "mandate": SOME,
        "stocked": SOME,
        "paid_tasks": SOME,
        "paid_units": SOME,
        "criteria": SOME,
        "outputs": SOME,
        "handovers": SOME,
    }
)


def names(letter: str, numbers: set[int]) -> str:
    return "[" + ", ".join(f"{letter}{n}" for n in sorted(numbers)) + "]"


def written(chain: dict) -> str:
    """Three tasks, objectives, indicators and units, and what hangs on them."""
    text = MISSION + "mandate res { period: D .. +12 months }\nsupply water { class: water }\n"
    for n in range(SIZE):
        text += f"objective o{n} {{ {'mandate: res' if n in chain['mandate'] else ''} }}\nindicator i{n} {{}}\n"
        stock = "stock water { supply: water  on_hand: 5 L }" if n in chain["stocked"] else ""
        text += f"location p{n} {{ {stock} }}\nunit u{n} {{ type: infantry  strength: 9 persons  arrives: D  base: p{n} }}\n"
        fields = {"objective": "o", "indicators": "i", "by": "u"}
        given_ = [
            f"{field}: {names(letter, chain[key][n])}"
            for (field, letter), key in zip(fields.items(), ("objective", "indicator", "unit"), strict=True)
            if chain[key][n]
        ]
        text += f"task t{n} {{ {'  '.join(given_)} }}\n"
    text += "".join(f"exit_criterion c{n} {{ indicator: i{n} }}\n" for n in chain["criteria"])
    text += "".join(f"output x{n} {{ task: t{n} }}\n" for n in chain["outputs"])
    text += "".join(f"handover h{n} {{ task: t{n} }}\n" for n in chain["handovers"])
    lines = [f"line a{n} {{ class: medical  task: t{n} }}" for n in chain["paid_tasks"]]
    lines += [f"line b{n} {{ class: medical  covers: u{n} }}" for n in chain["paid_units"]]
    return text + "budget year { period: D .. +12 months\n  " + "\n  ".join(lines) + "\n}\n"


def expected(chain: dict, n: int) -> dict[str, set[str]]:
    """What hangs on task n, by going through everything that was written."""
    units = chain["unit"][n]
    return {
        "mandate": {"res"} if chain["objective"][n] & chain["mandate"] else set(),
        "objective": {f"o{one}" for one in chain["objective"][n]},
        "indicator": {f"i{one}" for one in chain["indicator"][n]},
        "output": {f"x{n}"} if n in chain["outputs"] else set(),
        "unit": {f"u{one}" for one in units},
        "supply": {f"p{one}" for one in units & chain["stocked"]},
        "money": {f"a{n}" for _ in range(n in chain["paid_tasks"])}
        | {f"b{one}" for one in units & chain["paid_units"]},
        "exit": {f"c{one}" for one in chain["indicator"][n] & chain["criteria"]},
        "handover": {f"h{n}"} if n in chain["handovers"] else set(),
    }


@given(CHAIN)
def test_every_link_is_found_and_every_missing_one_counted(chain):
    plan = compiled(written(chain)).plan
    tasks = plan.all("task")
    for n, task in enumerate(tasks):
        wanted = expected(chain, n)
        found = {
            link: {thing.parent.name if link == "supply" else thing.name for thing in things}
            for link, things in task.links.items()
        }
        assert found == wanted
        missing = {link for link, things in wanted.items() if not things and (link != "supply" or wanted["unit"])}
        assert set(task.unlinked) == missing
        asked = 9 - (not wanted["unit"])
        assert task.traced.number * asked == 100 * (asked - len(missing))
    res = plan.all("mandate")[0]
    of_mandate = [n for n in range(SIZE) if chain["objective"][n] & chain["mandate"]]
    for link in ("indicator", "output", "money"):
        there = sum(bool(expected(chain, n)[link]) for n in of_mandate)
        share = res.traced[link]
        assert share.number * len(of_mandate) == 100 * there if of_mandate else not is_given(share)


@given(CHAIN)
def test_the_picture_has_every_link_and_joins_only_what_is_in_it(chain):
    plan = compiled(written(chain)).plan
    paths = {node.path for node in nodes(plan)}
    wanted = {
        plan.path_of(thing)
        for task in plan.all("task")
        for things in (*task.links.values(), (task,))
        for thing in things
    }
    assert paths == wanted
    joined = edges(plan)
    assert {end for edge in joined for end in edge} <= paths
    assert {edge.end for edge in joined} | {
        edge.start for edge in joined if edge.start not in {e.end for e in joined}
    } >= paths - {path for path in paths if path.startswith("task.")}


@given(CHAIN)
def test_each_missing_link_is_one_gap(chain):
    plan = compiled(written(chain)).plan
    missing = [(gap.subject.name, gap.link) for gap in gaps(plan) if gap.form == "missing" and gap.link != "supply"]
    wanted = [(task.name, link) for task in plan.all("task") for link in task.unlinked if link != "supply"]
    assert sorted(missing) == sorted(wanted)
    hungry = [gap for gap in gaps(plan) if gap.form == "missing" and gap.link == "supply"]
    assert len(hungry) == sum(len(units - chain["stocked"]) for units in chain["unit"])
