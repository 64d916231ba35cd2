"""How much of everything ``corpus/`` holds, counted from the records themselves."""

from collections import Counter

from assistant.indexing.checks.corpus import CHECKED, Corpus
from assistant.indexing.records import Country, Glossary, Policy, Procedure
from assistant.profile import Profile


def counts(corpus: Corpus) -> dict[str, int]:
    """Files of each folder; folders without files are left out."""
    found = Counter(name.partition("/")[0] for name in corpus.records)
    return {folder: found[folder] for folder in CHECKED if found[folder]}


def statistics(corpus: Corpus) -> dict[str, dict[str, int]]:
    """Further counts: parts of records, statements by language, instruments by place, profiles by type and country."""
    policies = [policy for _, policy in corpus.of(Policy)]
    procedures = [procedure for _, procedure in corpus.of(Procedure)]
    profiles = [profile for _, profile in corpus.of(Profile)]
    statements = [statement for policy in policies for statement in policy.statements]
    steps = [step for procedure in procedures for step in procedure.steps]
    return {
        "parts": {
            "statements": len(statements),
            "steps": len(steps),
            "figures": sum(len(country.figures) for _, country in corpus.of(Country)),
            "terms": sum(len(glossary.terms) for _, glossary in corpus.of(Glossary)),
        },
        "statements_by_language": _counted(language for statement in statements for language in statement.text),
        "steps_by_language": _counted(language for step in steps for language in step.detail),
        "policies_by_place": _counted(policy.jurisdiction for policy in policies),
        "policies_by_status": _counted(policy.status for policy in policies),
        "procedures_by_place": _counted(procedure.jurisdiction for procedure in procedures),
        "profiles_by_type": _counted(profile.type for profile in profiles),
        "profiles_by_state": _counted(profile.state for profile in profiles),
        "profiles_by_country": _counted(profile.country for profile in profiles),
        "profiles_by_original_language": _counted(profile.original_language for profile in profiles),
    }


def _counted(values: object) -> dict[str, int]:
    return dict(Counter(values).most_common())  # type: ignore[call-overload]
