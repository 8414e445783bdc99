"""Runs the DMN Technology Compatibility Kit: `python -m tests.dmn_tck PATH --json`, PATH being the kit's folder."""
