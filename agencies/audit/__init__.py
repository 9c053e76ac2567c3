"""The log: who did what, from which seat, from where, before and after; its page and its export."""
