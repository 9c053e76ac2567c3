"""A person's own account: last sign-ins, change of address, accounts that lie idle."""
