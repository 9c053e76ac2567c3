"""Official forms as data: which indicator stands in which line, and from when until when."""
