"""Petitions counted: answered and resolved each for itself, by kind; for pages, papers, reports."""
