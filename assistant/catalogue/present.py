"""Matches as an answer in the asker's language: what was understood, the profiles with reasons, near misses, the next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.catalogue.board import READ_IN
from assistant.catalogue.names import Names
from assistant.domain import Answer, Desk, Match, Matches, Question, Wish
from assistant.phrases import Phrasebook

SHOWN = 5
_REASONS = 5


@dataclass(frozen=True, slots=True)
class PartnerPresenter:
    """The step, with what it needs."""

    phrases: Phrasebook
    names: Names

    def answer(self, identity: str, question: Question, matches: Matches) -> Answer:
        language = self.phrases.nearest(question.language)
        say = self.phrases.say
        found = matches.found[:SHOWN]
        if matches.details:
            lines = self._about(found[0], matches.details, language)
        else:
            lines = [f"{self._headline(matches, language)} {matches.understood} {say(language, 'partner.correct')}", ""]
            lines += self._match(found[0], language, told=True) if found else []
        for match in found[1:]:
            lines += self._match(match, language)
        if matches.consortium_why:
            lines += ["", f"{say(language, 'partner.together')} {matches.consortium_why}"]
        if matches.near_misses:
            lines += ["", say(language, "partner.near_label")]
            lines += [f"- {self._near(match, language)}" for match in matches.near_misses]
        lines += ["", self.next_step(matches, language)]
        if any(match.sample for match in (*found, *matches.near_misses)):
            lines.append(say(language, "partner.sample_note"))
        return Answer(
            id=identity,
            question=question.original,
            language=language,
            intent="partner",
            mode="composed",
            text="\n".join(lines).strip(),
            partners=found,
            near_misses=matches.near_misses,
            wish=matches.wish,
            understood=matches.understood,
            follow_ups=tuple(say(language, f"partner.{key}") for key in self._next_keys(matches)),
            desk=Desk(not found, say(language, "desk.refused") if not found else None),
        )

    def lines(self, matches: Matches, language: str) -> list[str]:
        """Matches as plain lines, all of them."""
        found = [line for match in matches.found for line in self._match(match, language)]
        head = f"{self._headline(matches, language)} {matches.understood}"
        if matches.consortium_why:
            found.append(f"{self.phrases.say(language, 'partner.together')} {matches.consortium_why}")
        if matches.near_misses:
            found.append(self.phrases.say(language, "partner.near_label"))
            found += [f"- {self._near(match, language)}" for match in matches.near_misses]
        return [head, *found]

    # --- parts -----------------------------------------------------------------------------------------------------

    def _about(self, match: Match, details: Sequence[str], language: str) -> list[str]:
        """One profile with all that it says, and that its owner can be asked the rest."""
        mark = self.phrases.say(language, "partner.sample") if match.sample else ""
        who = match.organisation or self.phrases.say(language, "partner.anonymous")
        head = self.phrases.say(language, "partner.about", mark=mark, title=match.title, who=f"{who} · {match.country_name}")
        lines = [head, "", *(f"- {line}" for line in details)]
        if match.against and not match.anonymous:
            lines.append("- " + self.phrases.say(language, "partner.note", items=self._joined(match.against, language)))
        return [*lines, "", self.phrases.say(language, "partner.about_rest"), ""]

    def _headline(self, matches: Matches, language: str) -> str:
        separator = "" if language == "zh" else " "
        conditions = has_conditions(matches.wish)
        if not matches.found:
            head = self.phrases.say(language, "partner.none" if conditions else "partner.none_subject")
        else:
            met = sum(not match.beside for match in matches.found)
            if not understands_subject(matches.wish):
                head = self.phrases.say(language, "partner.by_sense", n=met)
            elif conditions:
                head = self.phrases.count(language, "partner.found", met)
            else:
                head = self.phrases.say(language, "partner.on_subject", n=met)
            if met < len(matches.found):
                head += separator + self.phrases.count(language, "partner.beside", len(matches.found) - met)
        if matches.near_misses:
            head += separator + self.phrases.count(language, "partner.near", len(matches.near_misses))
        return head

    def _match(self, match: Match, language: str, told: bool = False) -> list[str]:
        """``told``: with what the profile is about, in its owner's words."""
        say = self.phrases.say
        details = [match.organisation or say(language, "partner.anonymous"), match.country_name]
        details += [f"TRL {match.trl}"] if match.trl else []
        details += [self.names.of("licence", match.licence_types, language)] if match.licence_types else []
        head = say(
            language,
            "partner.line",
            n=match.rank,
            mark=say(language, "partner.sample") if match.sample else "",
            title=match.title,
            details=" · ".join(details),
            score=f"{match.score:.2f}",
        )
        lines = [head, *([f"   {match.summary}"] if told else ())]
        lines.append("   " + " · ".join(reason.why for reason in match.reasons[:_REASONS]))
        if match.against:
            lines.append("   " + say(language, "partner.note", items=self._joined(match.against, language)))
        return lines

    def _near(self, match: Match, language: str) -> str:
        mark = self.phrases.say(language, "partner.sample") if match.sample else ""
        why = self._joined(match.blocked_by, language)
        return self.phrases.say(language, "partner.near_line", mark=mark, title=match.title, why=why)

    def next_step(self, matches: Matches, language: str) -> str:
        """What the asker can do now."""
        steps = " · ".join(self.phrases.say(language, f"partner.{key}") for key in self._next_keys(matches))
        return f"{self.phrases.say(language, 'label.next')} {steps}"

    @staticmethod
    def _next_keys(matches: Matches) -> tuple[str, ...]:
        if matches.found:
            return "next_interest", "next_subscribe"
        return ("next_loosen", "next_subscribe", "next_desk") if matches.near_misses else ("next_subscribe", "next_desk")

    def _joined(self, texts: Sequence[str], language: str) -> str:
        return self.phrases.say(language, "match.separator").join(texts)


def has_conditions(wish: Wish) -> bool:
    """Whether anything but a subject was understood that a profile can meet or not: nobody is told that conditions are met where
    none was checked."""
    places = (wish.countries, wish.excluded_countries, wish.use_country)
    held = {
        "trl": wish.trl_min or wish.trl or wish.trl_max,
        "licence": wish.licence_types,
        "cooperation": wish.cooperation,
    }
    return any(places) or any(value for name, value in held.items() if name not in wish.soft)


def understands_subject(wish: Wish) -> bool:
    """Whether words of the subject were understood: terms were found, or it is said in a language in which all profiles are."""
    return bool(wish.terms or wish.sectors) or wish.language.split("-")[0] in READ_IN or wish.profile_id is not None
