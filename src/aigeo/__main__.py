"""`python -m aigeo`: the command line without its script."""

from aigeo.cli import main

if __name__ == "__main__":
    main()
