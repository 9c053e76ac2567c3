"""From the proposals of a directive to tasks: the plan shown first, and its execution."""
