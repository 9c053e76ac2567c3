"""The figures of the month's report, of all apps, with what they are compared with."""
