"""Build the site in this folder: `python build.py`, or `python build.py --help` for more."""

import sys

try:
    from selisih.door import main

    if __name__ == "__main__":
        main()
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] in ("", "selisih"):
        raise
    print(
        f"The package {missing.name} is not installed here: run `make site`, "
        "or `python -m pip install -r requirements.lock`",
        file=sys.stderr,
    )
    sys.exit(2)
except KeyboardInterrupt:
    sys.exit(130)
