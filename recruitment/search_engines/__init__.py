"""What search engines read: robots.txt, the sitemap, a job as schema.org words it."""
