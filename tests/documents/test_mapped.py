"""Maps in documents: which places, ways, areas and circles they show, and what a reader may not see."""

from __future__ import annotations

from functools import cache

from hiding import unmarked
from papers import labelled
from pkdsl import compiler, documents
from pkdsl.diagnostics import Layer, Package, Source, World
from pkdsl.page import Figure, plain
from pkdsl.workspace import shipped

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D + 30 days  marking: unclassified }
area north "Sector North" { type: sector  boundary: [1N 45E, 1N 48E, 4N 48E, 4N 45E] }
area whole "Mission area" { type: mission  boundary: [0N 44E, 0N 49E, 5N 49E, 5N 44E] }
location home "Home port" { at: 5S 40E  type: embarkation }
location port "Port Sabel" { at: 1.5N 45.3E  type: port  closes: 2027-06-01 }
location adeta "Adeta, headquarters" { at: 2.52N 47.44E  type: [sector_hq, camp]  area: north  opens: D }
location post "Post, east" { at: 3.5N 47.8E  type: team_site }
location other_post "Post, west" { at: 3.5N 45.8E  type: team_site  marking: confidential }
location nowhere "Nowhere" { type: camp }
route road "Road" { origin: port  destination: adeta  mode: road  distance: 310 km  max_load: 40 t  path: [2N 46E]
  daily_distance: 100 km/day }
route flight "Flight" { origin: port  destination: adeta  mode: air }
route track "Track" { origin: adeta  destination: other_post  mode: road  max_load: 10 t  distance: 90 km }
unit battalion "Battalion" { type: infantry  category: troops  strength: 850 persons  base: adeta  arrives: D }
movement first "First" { purpose: deployment
  leg sea { origin: home  destination: port  mode: sea  depart: D  arrive: D + 3 days }
  leg road { origin: port  destination: adeta  mode: road  via: road  depart: D + 5 days } }
movement second "Second" { purpose: deployment  leg sea { origin: home  destination: port  mode: sea  depart: D + 9 days  arrive: D + 12 days } }
medical_facility hospital "Hospital" { level: 2  at: adeta  surgeries: 8/day  beds: 20 persons  period: D .. 2027-06-30 }
evacuation_chain chain "Chain" { area: north  approval: 10 min  loading: 10 min }
evacuation_asset helicopter "Helicopter" { mode: air  base: adeta  speed: 200 km/h  notice: 15 min  night_notice: 30 min  night: yes
  medical_team: yes  litters: 4 persons  range: 500 km  period: D .. 2027-06-30 }
"""
LAYER = Layer('{"type": "Polygon", "coordinates": [[[40, -8], [50, -8], [50, 8], [40, 8], [40, -8]]]}', "Invented.")


@cache
def plan(text: str = PLAN, *, own: bool = True):
    world = World(Package("", (Source("plan.pk", text),)), **shipped(), layer=LAYER if own else None)
    return compiler.compile(world)


def said(name: str, caption: str, audience: str = "", of: str = "", **which) -> str:
    page = documents.build(plan(**which), name, of=of, audience=audience)
    found = [
        block
        for block in page.blocks
        if isinstance(block, Figure) and unmarked(plain(block.caption)).startswith(caption)
    ]
    return found[0].description if found else ""


def test_the_map_of_the_mission_shows_sites_by_rank_areas_and_ways_by_capacity():
    told = said("fact_sheet", "The area of the mission")
    assert told.startswith(
        "Areas: Sector North. Adeta: headquarters, hospital. Post, east: site. Post, west: site. Port Sabel: port"
    )
    assert (
        "By air, Flight. By road, Road: 310 km; bears 40 t and more. By road, Track: 90 km; bears less than 20 t."
        in told
    )
    assert "Home port" not in told
    assert "Without a position in the plan, so not on the map: Nowhere." in told
    assert told.endswith("Invented.")


def test_without_a_layer_of_its_own_a_plan_lies_in_the_world():
    assert said("fact_sheet", "The area of the mission", own=False).endswith("Natural Earth, 1:50 million.")


def test_a_map_does_not_show_what_its_readers_may_not_see():
    told = said("fact_sheet", "The area of the mission", audience="unclassified")
    assert "Post: site." in told
    assert "west" not in told
    assert "Track" not in told


def test_the_overlay_of_an_order_shows_which_units_are_where():
    for name in ("opord", "conops"):
        assert "Adeta: headquarters, hospital, Battalion." in said(name, "Where units are based")


def test_circles_show_from_where_the_wounded_reach_surgery_by_day_and_by_night():
    told = said("conops", "From where the wounded reach surgery in time")
    assert (
        "Reached by day: 142 km around Adeta, headquarters. Reached by night: 117 km around Adeta, headquarters."
        in told
    )


def test_arrows_show_how_the_force_comes_and_when():
    told = said("deployment_plan", "How the force comes")
    assert "By sea, Home port to Port Sabel: 2 movements, 1 Jul – 10 Jul 2026." in told
    assert "By road, Port Sabel to Adeta, headquarters: 1 movement, 6 Jul 2026." in told


def test_a_site_sheet_shows_the_ways_that_lead_there():
    told = said("site_sheet", "Where it lies", of="port")
    assert "By road, Road: 310 km" in told
    assert "Post" not in told
    assert said("site_sheet", "Where it lies", of="nowhere") == ""


def test_the_way_out_shows_when_places_close():
    assert "Port Sabel: port, airfield or border post, closes 1 June 2027." in said(
        "transition_plan", "When places close"
    )


def test_a_plan_without_places_has_no_map():
    bare = 'mission bare "Bare" { period: 2026-07-01 .. 2027-06-30 }'
    for name in ("fact_sheet", "opord", "conops", "deployment_plan", "council_report", "transition_plan"):
        captions = [
            plain(block.caption) for block in documents.build(plan(bare), name).blocks if isinstance(block, Figure)
        ]
        assert not any("mission" in caption or "Where" in caption for caption in captions)


def test_a_plan_on_both_sides_of_the_line_of_dates_lies_together():
    text = """
    use un
    mission m "Mission" { period: 2026-07-01 .. +12 months  currency: USD  as_of: 2026-08-01 }
    location west "Suva" { at: 18S 178.4E  type: camp }
    location east "Apia" { at: 13.8S 171.8W  type: camp }
    route flight "Flight" { origin: west  destination: east  mode: air }
    """
    (figure,) = [block for block in documents.build(plan(text, own=False), "fact_sheet").blocks if isinstance(block, Figure)
                 and plain(block.caption).startswith("The area of the mission")]  # fmt: skip
    assert not {"0°", "90° E", "60° W"} & set(labelled(figure.svg))
    assert {"176° W", "178° E"} <= set(labelled(figure.svg))


def test_the_version_changes_with_the_layer_below_the_maps():
    with_layer, without = (documents.build(plan(own=own), "fact_sheet").footer for own in (True, False))
    assert with_layer != without


WEIGHED = """
scenario elsewhere "The battalion stands at the port" { set unit.battalion.base = port }
course_of_action hold "Hold" { suitable: yes }
course_of_action move "Move" { suitable: yes  scenario: elsewhere }
decision where "Where?" { question: "Where does it stand?"  options: [hold, move] }
budget year "The year" { period: D .. +12 months }
"""


def test_a_brief_shows_a_map_of_each_option_where_they_differ_in_places():
    assert "Battalion" in said("decision_brief", "Where units are based", of="where", text=PLAN + WEIGHED)
    built = documents.build(plan(PLAN + WEIGHED), "decision_brief", of="where")
    hold, move = [
        block.description for block in built.blocks if isinstance(block, Figure) and "based" in plain(block.caption)
    ]
    assert "Adeta: headquarters, Battalion" in hold.replace("hospital, ", "")
    assert "Port Sabel: port, airfield or border post, Battalion" in move
    alike = PLAN + WEIGHED.replace("  scenario: elsewhere", "")
    assert not said("decision_brief", "Where units are based", of="where", text=alike)


def test_a_budget_ends_with_a_map_of_the_mission_area():
    assert said("budget", "The area of the mission", of="year", text=PLAN + WEIGHED)
