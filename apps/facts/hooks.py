"""What prose and lists must know of the rooms above them."""

from apps.hooks import Hook

NEW_PAGE: Hook[[str], str] = Hook("the address where an entry is added: of a kind, by its plural, or (empty) of any")
