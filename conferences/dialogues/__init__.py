"""Dialogues with workers: who took part, what was said, and when answers are due."""
