"""The pages that workers and search engines read: jobs, one job, asking for it."""
