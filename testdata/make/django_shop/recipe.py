"""A Django view that lists 847 books as JSON: the N+1 query, and its cure.

Book.author is a foreign key.  The slow list_books() asks for the books only, so serialize(), called
once per book, makes Django load each author by itself; the fast one says select_related("author").
The two versions differ in that one line; file, line and name of every function are the same.

A middleware profiles the request as people do it in production: cProfile around get_response.
So nothing of the set-up (imports, migrations, 847 inserts) is in the profile.

True of the slow files: list_books 1 call, serialize 847, queries 1 + 847 = 848.
True of the fast files: list_books 1 call, serialize 847, queries 1.
"""

ROOT = "shop"
VARIANTS = ["slow", "fast"]
PYTHONS = {
    "3.8": ["Django==4.2.30"],
    "3.11": ["Django==5.2.19"],
    "3.12": ["Django==6.0.10"],  # the last one without fetch modes: 6.1 lazily loads through fetch_one()
    "3.13": ["Django==6.1.3"],
}
RUNS = [
    ("django_shop-{variant}-{version}.prof", ["{python}", "one_request.py", "{output}"]),
]
TRUE = {
    "django_shop-*": {
        "views.py:list_books": 1,
        "views.py:serialize": 847,
        "views.py:list_books -> views.py:serialize": 847,
    },
    "django_shop-slow-*": {"db/backends/utils.py:_execute": 848, "related_descriptors.py:get_object": 847},
    "django_shop-fast-*": {"db/backends/utils.py:_execute": 1},
    "django_shop-slow-3.13*": {"related_descriptors.py:fetch_one": 847},  # which calls get_object
}
