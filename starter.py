"""Banjie on the command line: `python starter.py --help`."""

from own_environment import enter_own_environment

if __name__ == "__main__":
    enter_own_environment()
    from cli.door import main

    main()
