"""Answers of agencies: handed in, classified, published, and judged by the workers."""
