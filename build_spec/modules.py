"""Runs before all else in the bundled programs: their modules lie once, in modules.pyz beside the libraries.

PyInstaller would put all of them into each program, and Windows has two. This is called as a runtime hook; the archive that the
program carries itself is empty (build_spec/lianluozhan.spec), and PyInstaller's importers, which hold on to its reader, read the other.
"""

import os
import sys

import pyimod02_importers  # of PyInstaller's own start, which has just run; pathlib is not to be had before it reads

pyimod02_importers.pyz_archive.__init__(f"{sys._MEIPASS}{os.sep}modules.pyz", check_pymagic=True)
