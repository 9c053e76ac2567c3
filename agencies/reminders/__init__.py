"""Who is owed which reminder on a day: the ledger, digests, leaders, a reminder by hand."""
