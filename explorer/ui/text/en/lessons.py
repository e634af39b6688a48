"""The panel of lessons; what the lessons themselves say is in explorer/lessons/files."""

SENTENCES: dict[str, str] = {
    "lessons.lessons": "Lessons",
    "lessons.lead": (
        "Each step sets the stage and asks you to predict; then the room computes the answer. "
        "Play as long as you like: one button brings the stage back."
    ),
    "lessons.minutes": "{minutes} min",
    "lessons.some_done": "{n} of {steps}",
    "lessons.all_done": "done",
    "lessons.own_title": "A lesson of your own",
    "lessons.own_lead": (
        "Teachers write one as a small text file (docs/lessons.md) and share it as a link. "
        "Its answers are checked by the same computations."
    ),
    "lessons.own_open": "Open a lesson’s file",
    "lessons.own_link": "Copy this lesson’s link",
    "lessons.own_link_hint": "The whole lesson is in the link; nothing is kept on the server",
    "lessons.copied": "Link copied",
    "lessons.too_long": "This file is too long for a lesson.",
    "lessons.lost": "The server does not answer: try again in a moment.",
    "lessons.all_lessons": "All lessons",
    "lessons.close_lessons": "Close the lessons",
    "lessons.fold": "Make the lesson small, or large again",
    "lessons.steps": "Steps",
    "lessons.step": "Step {n} of {steps}",
    "lessons.step_done": "Step {n} of {steps}, answered",
    "lessons.number": "Your number",
    "lessons.click_input": "Click a cell of the input on the stage, or name it:",
    "lessons.click_kernel": "Click a cell of the kernel on the stage, or name it:",
    "lessons.click_output": "Click a cell of the output on the stage, or name it:",
    "lessons.row": "row",
    "lessons.column": "column",
    "lessons.no_cell": "Give a row and a column as whole numbers; both begin with 0.",
    "lessons.check": "Check",
    "lessons.no_number": "Type a number.",
    "lessons.right": "Right.",
    "lessons.wrong": "Not so.",
    "lessons.show_me": "Show me",
    "lessons.look": "Look: ",
    "lessons.show_again": "Show it again",
    "lessons.known": "You have answered this before.",
    "lessons.again": "Set the stage again",
    "lessons.again_hint": "Back to where this step begins, whatever you changed",
    "lessons.next": "Next",
    "lessons.finish": "All lessons",
}
