"""What an engine for containers does, by the namespaces of the kernel."""
