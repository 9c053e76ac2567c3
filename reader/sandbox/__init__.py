"""Programs that open strangers' files, each in a process with bounded memory and time."""
