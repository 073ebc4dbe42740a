"""Single mistakes, each made somewhere in a plan that has none, with the code of the one finding it must have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import assume
from hypothesis import strategies as st

from laws import values
from laws.strategies import KINDS, SCHEMA, SPECS, names_of, optional, required, thing
from laws.written import Thing, Written
from pkdsl.plan.facts import discover
from pkdsl.schema import types
from pkdsl.schema.spec import EntitySpec, FieldSpec

Draw: TypeAlias = Any
Wound: TypeAlias = Callable[[Draw, Written], str]
"""Makes the mistake and gives the wounded text."""
Asked: TypeAlias = Callable[[FieldSpec], bool]

WOUNDS: dict[str, tuple[str, Wound]] = {}
"""By what was done: the code of the finding, and how it is done."""


def wound(code: str) -> Callable[[Wound], Wound]:
    """The function below makes a mistake that has this finding."""

    def keep(function: Wound) -> Wound:
        WOUNDS[function.__name__] = (code, function)
        return function

    return keep


# ---- the thing that is wounded ---------------------------------------------------------------------------------------


def given_wrongly(draw: Draw, plan: Written, asked: Asked, text: str) -> str:
    """A new thing in which a field of the asked sort holds `text`."""
    victim, field = _victim(draw, plan, asked)
    return plan.with_things(victim.without(field.name).having((field.name, text))).text


def _victim(draw: Draw, plan: Written, asked: Asked) -> tuple[Thing, FieldSpec]:
    names = names_of(plan)
    found = [(spec, field) for spec in _possible(names) for field in (*required(spec), *optional(spec)) if asked(field)]
    assume(found)
    spec, field = draw(st.sampled_from(found))
    return thing(draw, spec, "victim", names), field


def _possible(names: values.Names) -> list[EntitySpec]:
    specs = [SPECS[kind] for kind in KINDS]
    return [spec for spec in specs if all(values.possible(field.type, names) for field in required(spec))]


def _plain(name: str) -> Asked:
    return lambda field: field.type == types.Plain(name)


def _measures(field: FieldSpec) -> bool:
    return isinstance(field.type, types.Measure)


def _refers(field: FieldSpec) -> bool:
    return bool(types.kinds_of(field.type))


def _has_words(field: FieldSpec) -> bool:
    return isinstance(types.item_of(field.type), types.Words) and field.type != types.CONDITION


def _is_code(field: FieldSpec) -> bool:
    return isinstance(types.item_of(field.type), types.Code)


# ---- kinds, fields, names --------------------------------------------------------------------------------------------


@wound("REF-001")
def a_kind_that_does_not_exist(draw: Draw, plan: Written) -> str:
    victim, _ = _victim(draw, plan, lambda _: True)
    return plan.with_things(replace(victim, kind=f"{victim.kind}_x")).text


@wound("REF-002")
def a_field_that_the_kind_does_not_have(draw: Draw, plan: Written) -> str:
    victim, field = _victim(draw, plan, lambda _: True)
    return plan.with_things(victim.having((f"{field.name}_x", "1"))).text


@wound("REF-003")
def a_reference_to_nothing(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _refers, "nobody_here")


@wound("REF-003")
def a_kind_before_a_dot_and_a_name_that_it_does_not_have(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: types.kinds_of(f.type) == ("post",), "post.nobody_here")


@wound("REF-005")
def the_same_name_twice(draw: Draw, plan: Written) -> str:
    whole = [one for one in plan.things if not one.form and not any(part.kind in SCHEMA.kinds for part in one.parts)]
    assume(whole)
    return plan.with_things(draw(st.sampled_from(whole))).text


@wound("REF-005")
def two_values_of_one_name(draw: Draw, plan: Written) -> str:
    return plan.with_lets(draw(st.sampled_from(plan.lets))).text


@wound("REF-006")
def a_field_that_is_given_twice(draw: Draw, plan: Written) -> str:
    victim, field = _victim(draw, plan, _plain("text"))
    return plan.with_things(victim.without(field.name).having((field.name, '"a"'), (field.name, '"b"'))).text


@wound("REF-007")
def a_computed_field_that_is_given(draw: Draw, plan: Written) -> str:
    victim, _ = _victim(draw, plan, lambda _: True)
    computed = [field.name for field in SPECS[victim.kind].fields.values() if field.derived]
    return plan.with_things(victim.having((draw(st.sampled_from(computed)), "1"))).text


@wound("REF-003")
def something_to_extend_that_is_not_there(draw: Draw, plan: Written) -> str:
    kind = draw(st.sampled_from(KINDS))
    return plan.with_things(Thing(kind, "nobody_here", fields=(("note", '"x"'),), form="extend")).text


@wound("REF-003")
def a_template_that_is_not_there(draw: Draw, plan: Written) -> str:
    victim, _ = _victim(draw, plan, lambda _: True)
    return plan.with_things(replace(victim, templates="nothing_here")).text


@wound("REF-008")
def values_that_need_each_other(draw: Draw, plan: Written) -> str:
    length = draw(st.integers(1, 5))
    return plan.with_lets(*((f"round_{n}", f"round_{(n + 1) % length} + 1") for n in range(length))).text


@wound("REF-009")
def a_unit_that_does_not_exist(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _measures, "5 parsecs")


@wound("REF-010")
def a_function_that_does_not_exist(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _measures, "summ(1, 2)")


# ---- values ----------------------------------------------------------------------------------------------------------


@wound("VAL-001")
def a_required_field_that_is_missing(draw: Draw, plan: Written) -> str:
    known = {name for _, name in discover("pkdsl.facts")}
    victim, field = _victim(draw, plan, lambda field: field.required and field.name not in known)
    return plan.with_things(victim.without(field.name)).text


@wound("VAL-002")
def a_word_outside_the_list_of_its_field(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _has_words, "no_such_word")


@wound("VAL-003")
def a_number_beyond_the_bounds_of_its_field(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: _measures(f) and f.bounds is not None, "-7")


@wound("SYN-005")
def a_day_that_its_month_does_not_have(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("date"), "2026-02-30")


@wound("VAL-004")
def a_day_outside_the_calendar(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("date"), "D + 500 years")


@wound("VAL-006")
def a_period_that_ends_before_it_starts(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("period"), "2026-07-02 .. 2026-07-01")


@wound("VAL-005")
def a_division_by_zero(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _measures, "5 / (3 - 3)")


@wound("VAL-007")
def a_code_that_is_in_no_list(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _is_code, "ZZ9")


@wound("TYP-001")
def a_text_where_a_date_belongs(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("date"), '"soon"')


@wound("TYP-001")
def a_number_where_a_text_belongs(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("text"), "5")


@wound("TYP-001")
def steps_where_nothing_changes(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: _plain("text")(f) and not f.over_time, '{ from D = "a" }')


@wound("TYP-001")
def a_step_that_begins_on_no_day(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: f.over_time and _measures(f), "{ from D = 1  from 30 days = 2 }")


@wound("TYP-002")
def a_unit_of_another_dimension(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _measures, "5 pallets")


@wound("TYP-002")
def two_currencies_added(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: f.type == types.Measure("money"), "1 USD + 1 EUR")


@wound("TYP-003")
def a_reference_to_a_thing_of_another_kind(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, lambda f: types.kinds_of(f.type) == ("post",), "mission")


@wound("TYP-004")
def a_function_with_a_value_too_many(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _measures, "abs(1, 2)")


# ---- text ------------------------------------------------------------------------------------------------------------


@wound("SYN-002")
def a_closing_brace_that_is_missing(draw: Draw, plan: Written) -> str:
    number = draw(st.integers(0, len(plan.things) - 1))
    before = Written(plan.lets, plan.things[:number]).text
    broken = "\n".join(list(plan.things[number].lines())[:-1])
    return before + broken + "\n" + Written((), plan.things[number + 1 :]).text


@wound("SYN-003")
def a_closing_quote_that_is_missing(draw: Draw, plan: Written) -> str:
    return given_wrongly(draw, plan, _plain("text"), '"never ends')


@wound("PKG-001")
def a_package_that_does_not_exist(draw: Draw, plan: Written) -> str:
    return replace(plan, uses=("nowhere",)).text
