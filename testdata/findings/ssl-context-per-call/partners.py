"""urllib: each request has an SSL context of its own, which reads all certificates of the system again."""
import json
import ssl
import urllib.request


def fetch(number):
    context = ssl.create_default_context()
    context.load_verify_locations("/srv/localhost.pem")
    with urllib.request.urlopen("https://localhost:8766/partners/%d" % number, context=context) as answer:
        return json.load(answer)


def main():
    found = []
    for number in range(50):
        found.append(fetch(number)["city"])
    return found
