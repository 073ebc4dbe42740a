"""What a plan rests on: the mission, the country, the parties, the law, and the words used."""

from pkdsl.entities.foundations.country import Country, Season
from pkdsl.entities.foundations.document import Document, Passage, Recipient
from pkdsl.entities.foundations.judgement import Policy, Rule, Scenario
from pkdsl.entities.foundations.law import Agreement, Directive, Principle
from pkdsl.entities.foundations.mission import Mission, MissionFactor
from pkdsl.entities.foundations.party import Consent, Party, Relation
from pkdsl.entities.foundations.reference import Measure, Reference, Term

__all__ = [
    "Agreement",
    "Consent",
    "Country",
    "Directive",
    "Document",
    "Measure",
    "Mission",
    "MissionFactor",
    "Party",
    "Passage",
    "Policy",
    "Principle",
    "Recipient",
    "Reference",
    "Relation",
    "Rule",
    "Scenario",
    "Season",
    "Term",
]
