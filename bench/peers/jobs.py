"""No-op jobs per second of a peer: peers.py procrastinate|pgqueuer DSN JOBS. The rate is its first and only line.

Each peer gets the settings its own documentation gives for throughput; the jobs wait already, and the clock runs from
the worker's start until the last job is finished in the database.
"""
import asyncio
import json
import os
import sys
import time


async def tidy(dsn):
    """What autovacuum would do by itself in time: before each turn, for whoever's turn it is."""
    import psycopg

    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        await connection.execute("VACUUM ANALYZE")


async def procrastinate(dsn, jobs):
    import procrastinate as lib

    app = lib.App(connector=lib.PsycopgConnector(conninfo=dsn, min_size=4, max_size=8))

    @app.task(queue="bench")
    async def noop(n):
        pass

    async with app.open_async():
        try:
            await app.schema_manager.apply_schema_async()
        except Exception:  # it is there since the first round
            pass
        for start in range(0, jobs, 1000):
            await noop.batch_defer_async(*({"n": n} for n in range(start, min(jobs, start + 1000))))
        await tidy(dsn)
        began = time.perf_counter()
        await app.run_worker_async(
            queues=["bench"], concurrency=100, wait=False, install_signal_handlers=False, listen_notify=False,
            delete_jobs="never")
        return jobs / (time.perf_counter() - began)


async def pgqueuer(dsn, jobs):
    import asyncpg
    from pgqueuer import PgQueuer
    from pgqueuer.db import AsyncpgDriver
    from pgqueuer.queries import Queries
    from pgqueuer.types import QueueExecutionMode

    host, database, user = (part.split("=", 1)[1] for part in dsn.split())
    connection = await asyncpg.connect(host=host, database=database, user=user)
    driver = AsyncpgDriver(connection)
    queries = Queries(driver)
    if not await queries.has_table("pgqueuer"):
        await queries.install()
    queue = PgQueuer(driver)

    @queue.entrypoint("noop")
    async def noop(job):
        pass

    for start in range(0, jobs, 1000):
        count = min(1000, jobs - start)
        await queries.enqueue(["noop"] * count, [b"1"] * count, [0] * count)
    await tidy(dsn)
    began = time.perf_counter()
    await queue.run(batch_size=100, mode=QueueExecutionMode.drain)
    rate = jobs / (time.perf_counter() - began)
    await connection.close()
    return rate


if __name__ == "__main__":
    # The answer alone goes to standard output, whatever the libraries print.
    report = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer, dsn, jobs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rate = asyncio.run({"procrastinate": procrastinate, "pgqueuer": pgqueuer}[peer](dsn, jobs))
    print(json.dumps({"perSecond": rate}), file=report, flush=True)
