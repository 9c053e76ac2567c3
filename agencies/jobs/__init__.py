"""The jobs that run by themselves: what each is for, how its last run went, and health for machines."""
