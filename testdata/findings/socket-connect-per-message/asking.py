"""A TCP connection to a local server for each of 120 messages."""
import socket

SERVER = ("127.0.0.1", 8765)
REQUEST = b"GET /users/1 HTTP/1.0\r\nHost: x\r\n\r\n"


def ask(message):
    with socket.create_connection(SERVER) as connection:
        connection.sendall(message)
        answer = b""
        while True:
            part = connection.recv(65536)
            if not part:
                return answer
            answer += part


def ask_all(messages):
    return [len(ask(message)) for message in messages]


def main():
    return sum(ask_all([REQUEST] * 120))
