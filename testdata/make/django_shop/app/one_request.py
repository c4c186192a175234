"""Fill a fresh database with 847 books by 211 authors and ask for the list of them, once.

The request is profiled by books.middleware.ProfileMiddleware into the file named on the command line.
"""

import os
import sys

BOOKS = 847
AUTHORS = 211


def fill():
    from books.models import Author, Book

    authors = Author.objects.bulk_create(
        Author(id=n, name="Author %03d" % n) for n in range(1, AUTHORS + 1)
    )
    Book.objects.bulk_create(
        Book(id=n, title="Book %04d" % n, price=500 + n, author=authors[n % AUTHORS])
        for n in range(1, BOOKS + 1)
    )


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    os.environ["PROFILE_TO"] = sys.argv[1]
    if os.path.exists("shop.sqlite3"):
        os.remove("shop.sqlite3")

    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    fill()

    response = Client().get("/books/")
    books = response.json()["books"]
    assert response.status_code == 200 and len(books) == BOOKS, response
    assert books[0]["author"] == "Author 002", books[0]


if __name__ == "__main__":
    main()
