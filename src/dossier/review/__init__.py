"""The author's part of the linker's work: what it is unsure of, and whom it knows no profile of.

`questions` finds the mentions that the author should decide, `whom` understands the actor that is typed in
answer, `answers` turns a decision into lines of the source's YAML. `unlisted` lists the names that no profile
covers, which `proper` tells by their capitals. Nothing here prints or asks: that is the command line's.
"""
