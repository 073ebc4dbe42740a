"""`python -m pkdsl` is `pkdsl`."""

from pkdsl.cli import main

raise SystemExit(main())
