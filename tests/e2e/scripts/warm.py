"""Does each job in a process of its own, forked from this one, which has Odoo and the registry loaded.

For an Odoo shell (`env`). Jobs come line by line as JSON on the descriptor OCEAN_JOBS: a list of
``{"script", "env", "output"}`` that run at the same time. A job has a connection of its own and may die as it
likes. The descriptor OCEAN_ENDS tells ``ready`` and then, for each line, the list of the jobs' exit codes.
"""

# ruff: noqa: F821
import json
import os
import signal
import sys
import traceback

from odoo import sql_db
from odoo.api import Environment

LIMIT = 300  # seconds; a job that hangs ends then


def do(job):
    """Run a job's script in this process."""
    sink = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.environ.update(job["env"])
    signal.alarm(LIMIT)
    registry.clear_all_caches()  # the database is another one by now, under the same name
    with registry.cursor() as cr:
        exec(job["script"], {"env": Environment(cr, uid, context)})
        cr.rollback()


def start(job):
    """Fork a process for `job`; return its id."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        do(job)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


registry, uid, context = env.registry, env.uid, env.context
env.cr.rollback()
env.cr.close()
sql_db.close_all()  # connections cannot be shared with a forked process
jobs, ends = os.fdopen(int(os.environ["OCEAN_JOBS"])), int(os.environ["OCEAN_ENDS"])
os.write(ends, b"ready\n")
for line in jobs:
    pids = [start(job) for job in json.loads(line)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    os.write(ends, f"{json.dumps(codes)}\n".encode())
os._exit(0)
