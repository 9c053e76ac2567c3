"""What people are told when it happens, in the portal and by mail, each by their own choice."""
