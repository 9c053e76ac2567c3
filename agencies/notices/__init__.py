"""What people are told as it happens, in the portal and by mail, each by their own choice."""
