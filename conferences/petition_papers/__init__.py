"""Papers of a dialogue: the report with its annex, the reminder to agencies, the annex in Excel."""
