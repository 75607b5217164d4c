"""Inputs: each shows one value, gives it back as typed, and says when a person changed it."""
