# SPDX-License-Identifier: MIT
"""A real Chromium, spoken to through two pipes in its DevTools protocol: no
driver, no package. (Not executable: no test.)"""
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds
NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"


def find():
    """The program, or None: NCALLS_CHROMIUM says which, else the PATH."""
    return os.environ.get("NCALLS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """with Browser(program) as page: page.open(path); page.ask("1 + 1")"""

    def __init__(self, program, width=1300, height=900):
        self.folder = tempfile.mkdtemp(prefix="ncalls-browser.")
        command_read, self.command = os.pipe()
        self.answer, answer_write = os.pipe()

        def hand_over():
            low, high = os.dup(command_read), os.dup(answer_write)
            os.dup2(low, 3)
            os.dup2(high, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-pipe", f"--user-data-dir={self.folder}", f"--window-size={width},{height}",
             "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=hand_over)
        os.close(command_read)
        os.close(answer_write)
        self.number, self.buffer, self.session, self.complaints = 0, b"", None, []

    def __enter__(self):
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Log":
            self.send(domain + ".enable")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.command)
        os.close(self.answer)
        shutil.rmtree(self.folder, ignore_errors=True)

    def receive(self):
        while b"\0" not in self.buffer:
            if not select.select([self.answer], [], [], PATIENCE)[0]:
                raise RuntimeError("the browser does not answer")
            more = os.read(self.answer, 1 << 16)
            if not more:
                raise RuntimeError("the browser has ended")
            self.buffer += more
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.complaints.append(json.dumps(message["params"])[:500])
        return message

    def send(self, method, **params):
        self.number += 1
        call = {"id": self.number, "method": method, "params": params}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.command, json.dumps(call).encode() + b"\0")
        while True:
            message = self.receive()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def open(self, path):
        self.complaints.clear()
        self.send("Page.navigate", url="file://" + os.path.abspath(path))
        for _ in range(600):
            if self.ask("document.readyState") == "complete" and self.ask("location.href") != "about:blank":
                return
            time.sleep(0.05)
        raise RuntimeError(f"{path} does not load")

    def ask(self, expression):
        """The value of a piece of script in the page."""
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def click(self, x, y):
        for kind in "mouseMoved", "mousePressed", "mouseReleased":
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, clickCount=1,
                      button="none" if kind == "mouseMoved" else "left")

    def type(self, text):
        self.send("Input.insertText", text=text)

    def press(self, key):
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, text=text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def screenshot(self, path):
        import base64
        with open(path, "wb") as out:
            out.write(base64.b64decode(self.send("Page.captureScreenshot")["data"]))
