"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry

registry.register(AppParts(app="conferences"))
