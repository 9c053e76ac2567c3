"""PostgreSQL and a Redis-protocol server for trials and tests, started from Python packages.
Standard library only.

    with EmbeddedServers(Path("var")) as servers:
        servers.database_url, servers.redis_url

Nothing listens on the network: both servers answer on unix sockets in a private directory. Never
used in production.
"""

from config.embedded.processes import EmbeddedError
from config.embedded.servers import (
    EmbeddedServers,
    RunningServers,
    borrow_servers,
    find_running,
)

__all__ = ["EmbeddedError", "EmbeddedServers", "RunningServers", "borrow_servers", "find_running"]
