"""A Flask application behind werkzeug's server: 200 requests with two queries each on one SQLite connection."""
import os
import signal
import sqlite3
import subprocess
import sys

import flask
from werkzeug.serving import WSGIRequestHandler, make_server

app = flask.Flask("shop")
CONNECTION = sqlite3.connect(":memory:")
KEPT = {}
CLIENT = """
import os, signal, time, urllib.request
for number in range(200):
    urllib.request.urlopen("http://127.0.0.1:8761/items/%d" % number).read()
while os.getppid() != 1:
    os.kill(os.getppid(), signal.SIGTERM)
    time.sleep(0.5)
"""


class Quiet(WSGIRequestHandler):
    def log(self, *words):
        pass


@app.route("/items/<int:number>")
def item(number):
    row = CONNECTION.execute("SELECT name, cents FROM item WHERE id = ?", (number,)).fetchone()
    count = CONNECTION.execute("SELECT COUNT(*) FROM item").fetchone()[0]
    return flask.jsonify(name=row[0], cents=row[1], of=count)


def stop(*_):
    raise KeyboardInterrupt


def set_up():
    CONNECTION.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, cents INTEGER)")
    CONNECTION.executemany("INSERT INTO item VALUES (?, ?, ?)", [(i, "item %d" % i, i) for i in range(200)])
    signal.signal(signal.SIGTERM, stop)
    KEPT["server"] = make_server("127.0.0.1", 8761, app, request_handler=Quiet)
    KEPT["client"] = subprocess.Popen([sys.executable, "-c", CLIENT], cwd=os.getcwd())


def main():
    try:
        KEPT["server"].serve_forever()
    finally:
        KEPT["client"].kill()
