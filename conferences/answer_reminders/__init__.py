"""Reminders of invitations to conferences and delegations that nobody has answered."""
