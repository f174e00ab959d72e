"""An ERP for the tests: a program of its own that speaks HTTP, and that can behave badly.

By hand: `python -m tests.support.erp_stand_in --port 8090 --data /tmp/erp.sqlite`; then start the worker with
`ERP_URL=http://127.0.0.1:8090`. What it has done survives `kill -9`. `POST /admin/faults` makes it slow,
silent, rude or dead (`faults.py`); `GET /admin/effects` tells what really happened.
"""
