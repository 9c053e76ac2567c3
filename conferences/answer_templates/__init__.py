"""Answers that an agency gives again and again, kept as templates."""
