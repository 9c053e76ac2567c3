"""Tables of tasks: a row is a task, with columns for content, lead, partners and time."""

from reader.tables.task_tables import PlacedTable, separate_tables, table_tasks

__all__ = ["PlacedTable", "separate_tables", "table_tasks"]
