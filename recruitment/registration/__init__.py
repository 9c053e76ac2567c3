"""An employer from its registration to the office's decision, and changes of what was checked."""
