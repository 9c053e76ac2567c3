"""Reading a document, and reviewing what the reader proposes."""
