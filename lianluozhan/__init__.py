"""联络站: the station's knowledge, without a screen."""

__version__ = "0.1.0"
