"""Drawings as values: where each shape, line and word stands. Templates write them as SVG."""
