# SPDX-License-Identifier: MIT
"""Start and stop the servers that programs need: each listens on this machine only and keeps its data in a folder."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import time

CERTIFICATE = pathlib.Path("/srv/localhost.pem")  # where the programs look for it
STUBS = pathlib.Path(__file__).resolve().parent / "stubs.py"
PORTS = {"http": 8765, "https": 8766, "mongo": 27099, "redis": 6399, "memcached": 11299, "postgres": 5499,
         "mariadb": 3399}


class Services:
    """What was started, by name; stop() ends it all."""

    def __init__(self, folder, pythons):
        self.folder = folder
        self.pythons = pythons
        self.running = {}

    def need(self, names):
        for name in names:
            if name not in self.running:
                self.running[name] = getattr(self, name)(PORTS[name], self.folder / name)
                wait_for(PORTS[name])
                getattr(self, "fill_" + name, int)()

    def stop(self):
        for process in self.running.values():
            process.terminate()
            process.wait()
        if "https" in self.running:
            CERTIFICATE.unlink()

    def http(self, port, _):
        return spawn([sys.executable, STUBS, "http", port])

    def https(self, port, folder):
        folder.mkdir()
        both = folder / "both.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem",
                        "-out", CERTIFICATE], check=True, stderr=subprocess.DEVNULL)
        both.write_bytes((folder / "key.pem").read_bytes() + CERTIFICATE.read_bytes())
        return spawn([sys.executable, STUBS, "https", port, both])

    def mongo(self, port, _):
        return spawn([self.pythons("pymongo"), STUBS, "mongo", port])

    def redis(self, port, folder):
        folder.mkdir()
        return spawn(["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder])

    def memcached(self, port, _):
        return spawn(["memcached", "-p", port, "-l", "127.0.0.1", "-u", "nobody"])

    def postgres(self, port, folder):
        user, inside = other_user("postgres", folder)
        run = {"stdout": subprocess.DEVNULL, "check": True}
        subprocess.run(user + ["initdb", "-D", inside, "-A", "trust", "-U", "shop", "-E", "UTF8"], **run)
        return spawn(user + ["postgres", "-D", inside, "-p", port, "-k", "", "-h", "127.0.0.1"])

    def fill_postgres(self):
        time.sleep(1)

    def mariadb(self, port, folder):
        user, inside = other_user("mysql", folder)
        subprocess.run(["mariadb-install-db", "--user=mysql", "--datadir=%s" % inside, "--skip-test-db"], check=True,
                       stdout=subprocess.DEVNULL)
        sock = str(inside / "sock")
        return spawn(["mariadbd", "--no-defaults", "--user=mysql", "--datadir=%s" % inside, "--port=%s" % port,
                      "--bind-address=127.0.0.1", "--socket=" + sock, "--pid-file=%s" % (inside / "pid")])

    def fill_mariadb(self):
        sql = "CREATE DATABASE shop; CREATE USER shop@'%' IDENTIFIED BY 'shop'; GRANT ALL ON shop.* TO shop@'%';"
        subprocess.run(["mariadb", "--socket=%s" % (self.folder / "mariadb" / "data" / "sock"), "-e", sql], check=True)


def other_user(name, folder):
    """How to become the user that a database wants to be, and a folder of theirs."""
    inside = folder / "data"
    inside.mkdir(parents=True)
    if os.getuid() != 0:
        return [], inside
    user = pwd.getpwnam(name)
    for place in (folder, inside):
        os.chown(place, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", name, "--"], inside


def spawn(words):
    words = [str(word) for word in words]
    if not shutil.which(words[0]):
        raise SystemExit("no program %s here: install it, or leave its cases out with --only" % words[0])
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def wait_for(port):
    for _ in range(300):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    raise SystemExit("nothing listens on port %d" % port)
