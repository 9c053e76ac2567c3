"""The acts of this app that the log knows."""
