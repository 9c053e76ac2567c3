"""Which columns of a list somebody takes out as a workbook, kept under a name."""
