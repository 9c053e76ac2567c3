"""A vacancy from the office's check to its end, and what happens to it by itself."""
