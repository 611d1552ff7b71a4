"""A list of 20 posts as one writes it with FastAPI and a psycopg pool: list_fastapi.py DSN.

No sign-in, no rate limit, no row-level security. The models let pydantic write the JSON, FastAPI's fastest
documented way; uvicorn runs on uvloop and httptools, without an access log.
"""
import json
import os
import socket
import sys
import threading
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel

COLUMNS = """id, brand_id, brief_id, platform, language, state, reason, chosen_variant_id, excerpt, blocked AS is_blocked,
  planned, version, created_at AS created, updated_at AS updated"""
PAGE = f"""SELECT {COLUMNS} FROM posts
  WHERE org_id = %s AND id < %s AND (%s::text IS NULL OR platform = %s) ORDER BY id DESC LIMIT %s"""
LAST = UUID(int=2**128 - 1)


class Post(BaseModel):
    id: UUID
    brand_id: UUID
    brief_id: UUID
    platform: str
    language: str
    state: str
    reason: str
    chosen_variant_id: UUID | None
    excerpt: str
    is_blocked: bool
    planned: int
    version: int
    created: datetime
    updated: datetime


class Posts(BaseModel):
    items: list[Post]


pool = AsyncConnectionPool(
    sys.argv[1], min_size=8, max_size=8, open=False, kwargs={"autocommit": True, "row_factory": dict_row})


@asynccontextmanager
async def lifespan(app):
    await pool.open(wait=True)
    yield
    await pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/v1/posts")
async def posts(org: UUID, limit: int = 20) -> Posts:
    async with pool.connection() as connection:
        cursor = await connection.execute(PAGE, (org, LAST, None, None, limit + 1))
        rows = await cursor.fetchall()
    return {"items": rows[:limit]}


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    threading.Thread(target=end_with_input, daemon=True).start()
    uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning")).run(sockets=[listener])
