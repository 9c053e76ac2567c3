"""The structure of a document: its parts (decree 30/2020), its head, and the tree of its items."""
