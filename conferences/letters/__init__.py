"""What the letters of this app say; the registry knows them (portal_parts)."""

from conferences.letters.delegations import DELEGATION_LETTERS
from conferences.letters.invitations import INVITATION_LETTERS

OWN_LETTERS = (*INVITATION_LETTERS, *DELEGATION_LETTERS)
