"""The faults: each runs on a stage and returns its outcomes (faults/plan.py names them)."""
