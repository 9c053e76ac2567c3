"""What each request passes through beside the middleware of Django and of the packages."""
