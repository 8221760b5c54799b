"""What helps an editor write: scaffold, fix, suggest, and an outline of what was read.

Only the commands, the preview and the import call it."""
