"""Who holds the seats of an agency: invited, ended, made administrator."""
