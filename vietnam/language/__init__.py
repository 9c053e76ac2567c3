"""The language: alphabetical order, syllables, letters from before Unicode, words for the ear."""
