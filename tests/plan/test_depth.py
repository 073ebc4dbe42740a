"""Long chains and wide plans: depth is no limit, and what goes in a circle is told once."""

from __future__ import annotations

from datetime import date, timedelta

from small import MISSION, codes, compiled, findings, reads

CHAIN = 5_000


def test_a_chain_of_five_thousand_values_is_evaluated_from_either_end() -> None:
    lets = [f"let a{n} = a{n - 1} + 1" for n in range(1, CHAIN)]
    for order in (lets, lets[::-1]):
        compilation = compiled("let a0 = 1\n" + "\n".join(order))
        assert not findings(compilation)
        assert compilation.plan.let("", f"a{CHAIN - 1}").number == CHAIN


def test_three_hundred_days_may_follow_one_another() -> None:
    phases = "".join(f"phase p{n} {{ period: end(phase.p{n - 1}.period) + 1 day .. +2 days }}\n" for n in range(1, 300))
    plan = compiled(MISSION + phases + "phase p0 { period: D .. +2 days }").plan
    last = plan.names.entity("", "phase", "p299").entity
    assert last.period.start == date(2026, 7, 1) + timedelta(days=598)


def test_a_circle_of_many_is_one_finding() -> None:
    lets = "\n".join(f"let a{n} = a{(n + 1) % 1000}" for n in range(1000))
    assert codes(lets) == ["REF-008"]


def test_what_hangs_on_a_circle_is_silent() -> None:
    lets = "let a = b\nlet b = a\n" + "\n".join(f"let c{n} = a + {n}" for n in range(100))
    assert codes(lets) == ["REF-008"]


def test_two_circles_are_two_findings() -> None:
    assert codes("let a = b\nlet b = a\nlet c = d\nlet d = c") == ["REF-008", "REF-008"]


def test_a_deep_nest_of_parentheses_is_read_or_refused_but_never_breaks() -> None:
    deep = "(" * 90 + "1" + ")" * 90
    assert reads(f"let a = {deep}", "a") == "1"
    assert all(code.startswith(("LIM", "SYN")) for code in codes("let a = " + "(" * 50_000 + "1" + ")" * 50_000))


def test_a_long_chain_of_operators_is_read_or_refused_but_never_breaks() -> None:
    assert reads("let a = " + " + ".join(["1"] * 500), "a") == "500"
    assert all(code.startswith("LIM") for code in codes("let a = " + "+".join(["1"] * 20_000)))


def test_a_sum_over_many_things_that_change_is_quick() -> None:
    units = "".join(
        f"unit u{n} {{ type: infantry  arrives: D + {n} days  leaves: D + {n + 30} days  strength: 10 persons }}\n"
        for n in range(600)
    )
    assert reads(MISSION + units, "peak(sum(u.deployed for u in units))") == "310 persons"
