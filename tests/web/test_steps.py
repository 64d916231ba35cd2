"""What is shown while an answer is worked out."""

from assistant.app import Assistant
from assistant.web.conversation import Conversation
from assistant.web.render.talk import STEPS, talk

QUESTION = "Must a technology import contract be registered in China?"


def test_every_step_of_an_answer_is_named_in_every_language(assistant: Assistant) -> None:
    begun: list[str] = []
    assistant.ask(QUESTION, told=begun.append)
    assert [step for step in begun if step in STEPS] == list(STEPS)
    asked = Conversation().asked(QUESTION).working(STEPS)
    for language in assistant.phrases.languages:
        shown = talk(asked, assistant.phrases, language, busy=True)
        assert shown.count("<li") == len(STEPS)
        assert 'aria-busy="true"' in shown
