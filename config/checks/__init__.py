"""What `manage.py check --deploy` finds unwise about a deployment, beside Django's own checks.

A variable that is plainly wrong does not get this far: settings refuse it (config/environment). W:
it works, but not as it should. E: something will fail.
"""

from config.checks import files, servers, site

__all__ = ["files", "servers", "site"]
