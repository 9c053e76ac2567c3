"""From the proposals of a directive to tasks: the plan that is shown first, and the giving."""
