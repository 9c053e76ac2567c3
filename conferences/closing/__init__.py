"""The end of a conference: minutes, conclusions, and what is published of it."""
