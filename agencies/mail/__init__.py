"""The outbox: letters are written, claimed, sent one by one and marked after each."""
