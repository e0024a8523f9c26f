"""The pages on which editors undo, restore and roll back. Must not know single kinds or claims."""
