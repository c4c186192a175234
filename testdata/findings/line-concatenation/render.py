"""A page of HTML put together with += on an attribute, 30,000 times."""


class Page:
    def __init__(self):
        self.html = ""

    def render(self, rows):
        for row in rows:
            self.html += "<tr><td>" + str(row) + "</td></tr>"
        return self.html


def main():
    return len(Page().render(range(30000)))
