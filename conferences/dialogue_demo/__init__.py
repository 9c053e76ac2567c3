"""The dialogues of the demonstration: that of 2024, and that of these weeks."""
