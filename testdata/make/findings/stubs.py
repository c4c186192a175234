#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The servers on this machine that the programs of testdata/findings talk to, each in a process of its own.

    stubs.py http PORT [CERTIFICATE]     a small API, Elasticsearch and S3, over HTTP/1.1 with keep-alive (TLS)
    stubs.py mongo PORT                  MongoDB's wire protocol (OP_MSG), with collections in memory

Each answer takes two milliseconds more than it must, as in a network.
"""
import json
import re
import socketserver
import ssl
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

DELAY = 0.002


class Api(BaseHTTPRequestHandler):
    """GET /users/7 is an object, GET /users?ids=1,2 a list; what is posted is thanked for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "stub"
    sys_version = ""

    def log_message(self, *words):
        pass

    def answer(self, status, body=None, kind="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def read_body(self):
        if "100-continue" in self.headers.get("Expect", ""):
            pass  # BaseHTTPRequestHandler has answered it
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_GET(self):
        time.sleep(DELAY)
        place = urlsplit(self.path)
        if place.path.startswith("/slow/"):
            time.sleep(0.05)
        if place.path.startswith("/report/"):
            time.sleep(0.7)
        if place.path.startswith("/bucket"):
            return self.s3(place)
        if place.path.startswith("/docs/"):
            return self.answer(200, elastic_document(place.path.rpartition("/")[2]))
        ids = parse_qs(place.query).get("ids")
        if ids:
            return self.answer(200, [user(number) for number in ids[0].split(",")])
        return self.answer(200, user(re.sub(r"\D", "", place.path) or "0"))

    do_HEAD = do_GET

    def s3(self, place):
        if "list-type" in place.query or place.path.rstrip("/") == "/bucket":
            keys = "".join("<Contents><Key>k%d</Key><Size>9</Size></Contents>" % i for i in range(200))
            xml = "<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated>%s</ListBucketResult>" % keys
            return self.answer(200, xml.encode(), "application/xml")
        return self.answer(200, b"123456789", "text/plain", ETag='"e"')

    def do_POST(self):
        body = self.read_body()
        time.sleep(DELAY)
        if self.path.endswith("_bulk"):
            lines = body.count(b"\n") // 2
            done = {"_index": "docs", "status": 201, "result": "created"}
            items = [{"index": dict(done, _id=str(i))} for i in range(lines)]
            return self.answer(200, {"took": 1, "errors": False, "items": items})
        if self.path.endswith("_mget"):
            ids = json.loads(body).get("ids", [])
            return self.answer(200, {"docs": [elastic_document(i) for i in ids]})
        if "_doc" in self.path:
            return self.answer(201, {"_index": "docs", "_id": "1", "result": "created", "_version": 1})
        return self.answer(200, {"accepted": True, "bytes": len(body)})

    def do_PUT(self):
        if self.path.endswith("_bulk"):
            return self.do_POST()
        self.read_body()
        time.sleep(DELAY)
        if self.path.startswith("/bucket"):
            return self.answer(200, b"", "application/xml", ETag='"e"')
        return self.answer(200, {"_index": "docs", "_id": "1", "result": "created", "_version": 1})

    def do_DELETE(self):
        self.answer(200, {"deleted": True})


def user(number):
    return {"id": int(number), "name": "user %s" % number, "city": "Graz", "tags": ["a", "b"]}


def elastic_document(number):
    return {"_index": "docs", "_id": str(number), "found": True, "_version": 1, "_source": {"title": "t%s" % number}}


class Mongo(socketserver.BaseRequestHandler):
    """The commands that a driver sends to look around, and find, insert and update."""

    def handle(self):
        import bson

        while True:
            head = self.receive(16)
            if not head:
                return
            length, request, _, code = struct.unpack("<iiii", head)
            rest = self.receive(length - 16)
            time.sleep(DELAY / 2)
            if code == 2004:  # OP_QUERY: the first hello of older drivers
                end = rest.index(b"\0", 4)
                document = bson.BSON(rest[end + 9:]).decode()
                answer = bson.BSON.encode(command(document))
                body = struct.pack("<iqii", 8, 0, 0, 1) + answer
                self.request.sendall(struct.pack("<iiii", 16 + len(body), 1, request, 1) + body)
                continue
            answer = bson.BSON.encode(command(message(bson, rest)))
            body = struct.pack("<i", 0) + b"\0" + answer
            self.request.sendall(struct.pack("<iiii", 16 + len(body), 1, request, 2013) + body)

    def receive(self, size):
        data = b""
        while len(data) < size:
            part = self.request.recv(size - len(data))
            if not part:
                return b""
            data += part
        return data


def message(bson, rest):
    """The document of an OP_MSG, its document sequences counted in."""
    document, at = {}, 4
    while at < len(rest) - 3:
        kind = rest[at]
        size = struct.unpack_from("<i", rest, at + 1)[0]
        if kind == 0:
            document.update(bson.BSON(rest[at + 1:at + 1 + size]).decode())
        else:
            name = rest[at + 5:rest.index(b"\0", at + 5)].decode()
            document[name + " bytes"] = size
        at += 1 + size
    return document


def command(document):
    name = next(iter(document))
    if name.lower() in ("hello", "ismaster"):
        return {"ok": 1, "ismaster": True, "isWritablePrimary": True, "helloOk": True, "maxBsonObjectSize": 1 << 24,
                "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000, "minWireVersion": 0,
                "maxWireVersion": 21, "readOnly": False, "logicalSessionTimeoutMinutes": 30}
    if name == "find":
        wanted = document.get("filter", {}).get("_id")
        ids = wanted["$in"] if isinstance(wanted, dict) else range(200) if wanted is None else [wanted]
        rows = [{"_id": i, "name": "name %s" % i, "customer": i % 50 if isinstance(i, int) else 0} for i in ids]
        return {"ok": 1, "cursor": {"id": 0, "ns": "shop." + document["find"], "firstBatch": rows}}
    if name in ("insert", "update", "delete"):
        return {"ok": 1, "n": 1, "nModified": 1}
    return {"ok": 1}


class Threading(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main(kind, port, certificate=None):
    if kind == "mongo":
        server = Threading(("127.0.0.1", int(port)), Mongo)
    else:
        server = ThreadingHTTPServer(("127.0.0.1", int(port)), Api)
        server.request_queue_size = 128
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
