"""A TCP server that answers 30 requests in one and a half seconds and is idle in between."""
import os
import socketserver
import subprocess
import sys

KEPT = {}
CLIENT = """
import os, signal, socket, time
for number in range(30):
    with socket.create_connection(("127.0.0.1", 8763)) as connection:
        connection.sendall(b"word %d\\n" % number)
        connection.recv(100)
    time.sleep(0.05)
while os.getppid() != 1:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(0.5)
"""


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        self.wfile.write(line.upper())


class Server(socketserver.TCPServer):
    allow_reuse_address = True


def set_up():
    KEPT["server"] = Server(("127.0.0.1", 8763), Upper)
    KEPT["client"] = subprocess.Popen([sys.executable, "-c", CLIENT])


def main():
    try:
        KEPT["server"].serve_forever()
    except KeyboardInterrupt:
        KEPT["client"].kill()
