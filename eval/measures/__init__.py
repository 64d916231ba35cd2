"""One measure, one file. ``ANSWER_MEASURES``: what is computed of each question and its reply; all in 0..1, higher is better."""

from eval.measures.answer_language import answer_language
from eval.measures.citation_precision import citation_precision, citation_precision_strict
from eval.measures.citation_recall import citation_recall, citation_recall_all, lead
from eval.measures.citation_support import citation_support, statements_cited
from eval.measures.facts import fact_recall, uncontradicted
from eval.measures.followup import followup
from eval.measures.numbers_grounded import numbers_grounded
from eval.measures.partners import partner_ndcg, partner_none, partner_recall
from eval.measures.procedure import procedure_complete, procedure_order, procedure_shown
from eval.measures.quotes_exact import marks_whole, quotes_exact
from eval.measures.refusal import refusal_precision, refusal_recall, refusal_right
from eval.records import Measure

ANSWER_MEASURES: dict[str, Measure] = {
    "lead": lead,
    "citation_precision": citation_precision,
    "citation_precision_strict": citation_precision_strict,
    "citation_recall": citation_recall,
    "citation_recall_all": citation_recall_all,
    "citation_support": citation_support,
    "statements_cited": statements_cited,
    "quotes_exact": quotes_exact,
    "marks_whole": marks_whole,
    "numbers_grounded": numbers_grounded,
    "fact_recall": fact_recall,
    "uncontradicted": uncontradicted,
    "refusal_precision": refusal_precision,
    "refusal_recall": refusal_recall,
    "refusal_right": refusal_right,
    "answer_language": answer_language,
    "followup": followup,
    "procedure_shown": procedure_shown,
    "procedure_complete": procedure_complete,
    "procedure_order": procedure_order,
    "partner_recall": partner_recall,
    "partner_ndcg": partner_ndcg,
    "partner_none": partner_none,
}
