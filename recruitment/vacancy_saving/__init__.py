"""Saving a vacancy: its version, its entry in the text index, its row of the running month."""
