"""联络站: the window. Imports lianluozhan, is imported by nothing."""
