"""Papers that the portal made, kept as they left: who may have one, and which version it is."""
