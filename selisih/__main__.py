"""`python -m selisih`: the same command as `selisih` and `python build.py`."""

from selisih.door import main

main()
