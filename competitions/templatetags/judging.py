"""Rules and times in words, where a template has only their data."""

from django import template

from competitions.time_words import rule_lines

register = template.Library()


@register.filter
def time_lines(rules):
    """What the rules say of the time on stage, as sentences."""
    return rule_lines(rules.get("time"))
