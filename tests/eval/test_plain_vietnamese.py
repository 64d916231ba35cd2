"""The Vietnamese questions without marks."""

from assistant.domain import Turn
from eval.plain_vietnamese import MEASURES, plain, rows
from tests.eval.making import asked, reply


def test_what_the_asker_wrote_loses_its_marks_and_what_was_answered_keeps_them() -> None:
    history = (Turn("user", "Đăng ký ở đâu?"), Turn("assistant", "Ở Hà Nội"))
    typed = plain(asked(question="Còn Thái Lan thì sao?", history=history))
    assert typed.question == "Con Thai Lan thi sao?"
    assert [turn.content for turn in typed.history] == ["Dang ky o dau?", "Ở Hà Nội"]


def test_a_line_for_each_way_of_typing_and_a_dash_where_nothing_is_measured() -> None:
    seen: list[str] = []

    def system(one: object) -> object:
        seen.append(one.question)  # type: ignore[attr-defined]
        return reply()

    lines = list(rows([asked(question="Đúng")], system, lambda own, _: {"lead": {own[0].id: float(own[0].question == "Đúng")}}))  # type: ignore[arg-type]
    assert seen == ["Đúng", "Dung"]
    assert lines[0].split("\t")[1:] == list(MEASURES)
    column = MEASURES.index("lead") + 1
    assert [line.split("\t")[column] for line in lines[1:]] == ["1.000", "0.000"]
    assert lines[1].split("\t")[1] == "-"
