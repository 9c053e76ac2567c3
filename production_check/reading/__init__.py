"""The files of the project, as the check understands them."""
