"""Extensions, explanations, comments and pauses of reminders: asked, answered and said on a
task.
"""
