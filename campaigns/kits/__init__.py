"""The media kit of a wave, shared by signed links."""
