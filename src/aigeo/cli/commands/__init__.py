"""The commands of `aigeo`, found by file name: `<name>.py` holds `command`.

Modules here import nothing heavy at the top, so that `aigeo --help` stays quick: engines,
serialisers and models are imported inside the command that needs them.
"""
