"""The page behind a WSGI server that answers 200 requests of another process, until it is interrupted."""
import os
import subprocess
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from store.data import fill

KEPT = {}
CLIENT = """
import os, signal, urllib.request
for number in range(200):
    urllib.request.urlopen("http://127.0.0.1:8764/books/?page=%d" % (number % 20)).read()
os.kill(os.getppid(), signal.SIGINT)
"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


def set_up():
    fill()
    from django.core.wsgi import get_wsgi_application

    KEPT["server"] = make_server("127.0.0.1", 8764, get_wsgi_application(), handler_class=Quiet)
    KEPT["client"] = subprocess.Popen([sys.executable, "-c", CLIENT])


def main():
    try:
        KEPT["server"].serve_forever()
    except KeyboardInterrupt:
        KEPT["server"].server_close()
