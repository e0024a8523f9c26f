"""The pages of single entries and their past: lists, history, comparison, print, citation, Memento, feeds."""
