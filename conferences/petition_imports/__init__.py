"""Lists of petitions from Excel or Word: what was understood is shown before anything is made."""
