"""Runs functions on separate connections, for tests of concurrent users."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection


def at_once(*acts):
    """Run the acts in threads that start together; return their results or the exceptions they raised."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=600)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@contextmanager
def just_before_lock(act):
    """Run `act` on a separate connection right before this connection takes its first lock."""
    results = []

    def step(execute, sql, *args):
        if not results and re.search(r"^BEGIN IMMEDIATE|FOR (NO KEY )?UPDATE", sql):
            results.append(None)
            results[:] = at_once(act)
        return execute(sql, *args)

    with connection.execute_wrapper(step):
        yield results
