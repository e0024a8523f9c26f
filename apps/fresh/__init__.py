"""What a page is made of, noted as it is made; and how one sees, for next to nothing, that nothing was committed."""
