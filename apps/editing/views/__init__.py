"""The pages on which editors add, edit, undo, restore and roll back. Must not know single kinds or claims."""
