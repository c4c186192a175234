"""The shop of django_shop in SQLAlchemy: 847 books by 211 authors, listed as dicts.

Book.author is a lazy relationship.  The slow list_books() selects the books only, so serialize() makes
SQLAlchemy load the author when it meets one for the first time; an author it has met is taken from the
identity map.  The fast one says joinedload(Book.author).  The versions differ in that one line.

True of the slow files: list_books 1 call, serialize 847, lazy loads asked for 847 (_load_for_state),
lazy loads that became a query 211 (_emit_lazyload), queries 1 + 211 = 212.
True of the fast files: list_books 1 call, serialize 847, queries 1.
"""

ROOT = "store"
VARIANTS = ["slow", "fast"]
PYTHONS = {
    "3.8": ["SQLAlchemy==1.4.54"],
    "3.11": ["SQLAlchemy==2.0.58"],
    "3.13": ["SQLAlchemy==2.1.9"],
}
RUNS = [
    ("sqlalchemy_shop-{variant}-{version}.prof", ["{python}", "list_once.py", "{output}"]),
]
TRUE = {
    "sqlalchemy_shop-*": {"catalog.py:list_books": 1, "catalog.py:serialize": 847},
    "sqlalchemy_shop-slow-*": {
        "orm/strategies.py:_load_for_state": 847,
        "orm/strategies.py:_emit_lazyload": 211,
        "engine/default.py:do_execute": 212,
    },
    "sqlalchemy_shop-fast-*": {"orm/strategies.py:_emit_lazyload": 0, "engine/default.py:do_execute": 1},
}
