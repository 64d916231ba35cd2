"""The asker's own figures choose the branch of a rule, in the shipped knowledge base."""

import pytest

from assistant.app import Assistant
from assistant.pipeline import Ask, planned

SHORT, LONG = "cn-eit-2015-announcement-82#short-licences", "cn-eit-2015-announcement-82#nonexclusive-five-years"
LEADS = {
    "Неисключительная лицензия на два года: освобождается ли доход китайского лицензиара от налога на прибыль?": SHORT,
    "Licencia no exclusiva por seis años de una patente china: ¿está exenta del impuesto de sociedades chino?": LONG,
    "Tehnologija nije na listi ograničenih. Kada ugovor o izvozu iz Kine stupa na snagu?": (
        "cn-tech-import-export-regulations#no-approval-for-free"
    ),
    "我们把8万名用户的姓名和电话传到新加坡，要做安全评估吗？": "cn-cross-border-data-2024#small-volume-exempt",
    "Trois de nos techniciens vont deux mois à Chengdu pour installer la ligne que nous avons vendue: faut-il un permis "
    "de travail ?": "cn-foreigner-entry-regulations#m-f-visa-cases",
}
SUM = "Qualifying technology transfer income of a Chinese firm: RMB 8 million{more}. How much income tax?"


@pytest.mark.parametrize("question", LEADS)
def test_the_rule_that_the_asker_s_facts_meet_leads(whole: Assistant, question: str) -> None:
    lead = planned(whole.steps, Ask(question)).plan.lead
    assert lead is not None
    assert lead.group == LEADS[question]


def test_no_sum_is_worked_out_where_the_asker_is_shut_out(whole: Assistant) -> None:
    plain = planned(whole.steps, Ask(SUM.format(more=""))).plan
    shut = planned(whole.steps, Ask(SUM.format(more=" from a non-exclusive licence of 3 years"))).plan
    assert plain.calculation is not None
    assert shut.calculation is None
    assert shut.lead is not None
    assert shut.lead.group == SHORT


def test_a_figure_that_nothing_confirms_is_said_to_be_unconfirmed(whole: Assistant) -> None:
    answer = whole.ask("Un brevet chinois dure 30 ans, n'est-ce pas ?")
    assert answer.text.startswith(whole.phrases.say("fr", "lead.unconfirmed", figures="30 ans"))
    assert "30 ans" not in whole.ask("Un brevet chinois pour une invention dure 20 ans, n'est-ce pas ?").text
