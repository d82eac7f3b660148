"""A bad line: between phone and server it loses, doubles, delays and holds back what is sent.

What is held back is delivered when the test says so: after later requests, or after the close.
"""

import http.client
import random
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"}


@dataclass
class Weather:
    """Shares of the requests that meet with each mishap."""

    lost_up: float = 0
    lost_down: float = 0
    twice: float = 0
    held: float = 0  # the phone hears nothing, the request arrives later
    longest_delay: float = 0  # seconds


CALM = Weather()
# EXAMS.md §6.5: drop 30 % each way, duplicate 20 %, hold back 10 %.
STORM = Weather(lost_up=0.3, lost_down=0.3, twice=0.2, held=0.1)


class Line:
    """`with Line(port_of_server, seed) as line:` phones go to `line.port`."""

    def __init__(self, target, seed=0, weather=CALM):
        self.target, self.weather, self.is_dead = target, weather, False
        self.random = random.Random(seed)
        self.held = []
        self.counts = dict.fromkeys(("passed", "lost_up", "lost_down", "twice", "held"), 0)
        self.lock = threading.Lock()
        # What to do with the next requests, whatever the weather: "held", "lost_down", …
        self.plan = []

    def __enter__(self):
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                line.carry(self)

            do_GET = do_POST

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *failure):
        self.server.shutdown()
        self.server.server_close()

    def carry(self, handler):
        size = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(size)
        # As deploy/nginx.conf does: whole milliseconds, never later than it was.
        moment = time.time_ns() // 1_000_000 / 1000
        headers = dict(handler.headers) | {"X-Arrived": f"{moment:.3f}"}
        request = handler.command, handler.path, body, headers
        handler.close_connection = True
        mishaps = self._mishaps()
        self._count(mishaps)
        if self.is_dead or "lost_up" in mishaps:
            return
        if "held" in mishaps:
            self.held.append(request)
            return
        time.sleep(self.random.random() * self.weather.longest_delay)
        reply = self.deliver(request)
        if "twice" in mishaps:
            self.held.append(request)
        if reply is not None and "lost_down" not in mishaps:
            self._answer(handler, *reply)

    def deliver(self, request):
        """(status, headers, body), or None where the server is not there."""
        command, path, body, headers = request
        line = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        try:
            line.request(command, path, body, headers | {"Connection": "close"})
            response = line.getresponse()
            return response.status, response.getheaders(), response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    def deliver_held(self):
        """Everything that was held back or doubled arrives now, in any order."""
        waiting, self.held = self.held, []
        self.random.shuffle(waiting)
        return [self.deliver(request) for request in waiting]

    def _mishaps(self):
        with self.lock:
            if self.plan:
                return {self.plan.pop(0)}
            kinds = ("lost_up", "lost_down", "twice", "held")
            return {k for k in kinds if self.random.random() < getattr(self.weather, k)}

    def _count(self, mishaps):
        with self.lock:
            for name in mishaps or {"passed"}:
                self.counts[name] = self.counts.get(name, 0) + 1

    def _answer(self, handler, status, headers, body):
        handler.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
