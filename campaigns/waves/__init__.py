"""Waves of communication: their contents from the draft to the release, and the media kit."""
