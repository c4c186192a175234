"""400 books by 120 authors from 30 publishers, with 3 tags and 2 reviews each."""
import os

import django
from django.core.management import call_command


def fill():
    os.environ["DJANGO_SETTINGS_MODULE"] = "store.settings"
    for name in ("store.sqlite3", "store.sqlite3-journal"):
        if os.path.exists(name):
            os.unlink(name)
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from store.models import Author, Biography, Book, Publisher, Review, Tag

    Author.objects.bulk_create(Author(pk=i, name="Author %d" % i) for i in range(1, 121))
    Biography.objects.bulk_create(Biography(pk=i, author_id=i, text="Born in %d" % (1900 + i)) for i in range(1, 121))
    Publisher.objects.bulk_create(Publisher(pk=i, name="House %d" % i, city="City") for i in range(1, 31))
    Tag.objects.bulk_create(Tag(pk=i, name="tag%d" % i) for i in range(1, 21))
    Book.objects.bulk_create(
        Book(pk=i, title="Title %d" % i, price=i * 3, description="Long text. " * 20, author_id=1 + i % 120,
             publisher_id=1 + i % 30)
        for i in range(1, 401)
    )
    tagged = Book.tags.through
    tagged.objects.bulk_create(tagged(book_id=i, tag_id=1 + (i * k) % 20) for i in range(1, 401) for k in (1, 3, 7)
                               if k == 1 or (i * k) % 20 not in ((i * 1) % 20, (i * 3) % 20 if k == 7 else -1))
    Review.objects.bulk_create(Review(book_id=1 + i % 400, stars=1 + i % 5, text="Well.") for i in range(800))
