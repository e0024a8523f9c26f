"""Geometry for pictures: plain numbers, days and words in, shapes and SVG path data out.

Must not know Django, nor what the pictures are of.
"""
