"""Entries and the claims between them: their models, who may read them, and the pages that show them.

Must not know how they are edited, searched or talked about.
"""
