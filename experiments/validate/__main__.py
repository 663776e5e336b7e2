"""`python -m experiments.validate`: the command."""

from experiments.validate.targets import main

if __name__ == "__main__":
    main()
