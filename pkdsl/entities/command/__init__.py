"""Who commands whom, and how they speak to each other."""

from pkdsl.entities.command.command import Command, Delegation
from pkdsl.entities.command.communications import Link, Pace
from pkdsl.entities.command.post import Hq, Post
from pkdsl.entities.command.report import InformationExchange, PublicMessage, Report

__all__ = ["Command", "Delegation", "Hq", "InformationExchange", "Link", "Pace", "Post", "PublicMessage", "Report"]
