"""A small HTTP client for many screens at once: one kept-alive connection each, loopback only."""

import asyncio
import gzip
import json
from urllib.parse import urlencode


class Browser:
    """One device: its own connection and cookies, one request at a time."""

    def __init__(self, port, cookies=None, headers=None):
        self.port = port
        self.cookies = {"csrf": "b" * 32, **(cookies or {})}
        self.headers = headers or {}
        self.reader = self.writer = None
        self.sent = self.received = 0  # bytes of the last bodies, as they went over the wire

    async def get(self, path, **headers):
        return await self._ask("GET", path, headers, b"")

    async def post(self, path, csrf_name, data):
        """A form as a page of ours sends it; the token is the one of the cookie."""
        self.cookies[csrf_name] = self.cookies["csrf"]
        fields = {"csrfmiddlewaretoken": self.cookies["csrf"], **data}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers["Accept"] = self.headers.get("Accept", "application/json")
        return await self._ask("POST", path, headers, urlencode(fields, doseq=True).encode())

    async def post_json(self, path, body):
        """As a script of ours sends it."""
        headers = {"Content-Type": "application/json", "Accept": "*/*"}
        body = json.dumps(body, separators=(",", ":")).encode()
        return await self._ask("POST", path, headers, body)

    async def _ask(self, method, path, headers, body):
        """(status, headers, body); a connection that was closed is opened again, once."""
        for last in (False, True):
            try:
                if self.writer is None:
                    await self._connect()
                return self._seen(body, *await self._exchange(method, path, headers, body))
            except (OSError, asyncio.IncompleteReadError):
                self.writer = None
                if last:
                    raise
        return None

    def _seen(self, sent, status, headers, body):
        self.sent, self.received = len(sent), len(body)
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return status, headers, body

    async def _connect(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def _exchange(self, method, path, headers, body):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookies}"]
        headers = {**self.headers, **headers}
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        self.writer.write("\r\n".join(lines).encode() + body)
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        lines = [line.split(": ", 1) for line in head[1:] if ": " in line]
        found = {name.lower(): value for name, value in lines}
        self._keep(value for name, value in lines if name.lower() == "set-cookie")
        return status, found, await self._body(status, found)

    def _keep(self, cookies):
        """What the server wants to be sent from now on."""
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value

    async def _body(self, status, headers):
        if status == 304:
            return b""
        if headers.get("transfer-encoding") != "chunked":
            return await self.reader.readexactly(int(headers.get("content-length", 0)))
        whole = b""
        while size := int(await self.reader.readline(), 16):
            whole += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return whole
