"""The acts of this app that the log keeps."""
