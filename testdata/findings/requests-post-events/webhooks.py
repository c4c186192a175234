"""A notifier posts each of 120 events by itself, with the session of a class two calls below the loop."""
import requests


class Webhook:
    def __init__(self, url):
        self.url = url
        self.session = requests.Session()

    def post(self, payload):
        return self.session.post(self.url, json=payload, timeout=5).status_code

    def notify(self, event):
        return self.post({"event": event, "version": 1})


def send(hook, events):
    codes = set()
    for event in events:
        codes.add(hook.notify(event))
    return codes


def main():
    return send(Webhook("http://127.0.0.1:8765/hook"), range(120))
