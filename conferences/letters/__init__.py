"""What the letters of this app say; the registry knows them (portal_parts)."""

from conferences.letters.invitations import INVITATION_LETTERS

OWN_LETTERS = (*INVITATION_LETTERS,)
