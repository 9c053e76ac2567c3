"""The jobs that run by themselves: what each is for, how the last run went, and health checks."""
