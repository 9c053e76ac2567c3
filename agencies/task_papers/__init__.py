"""Papers of a document's tasks, ready to sign: who is given what, who is late, how it stands."""
