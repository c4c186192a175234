ABOUT = "A Django view that serialises each book with its author: a foreign key loaded row by row."
KIND = "bad"
ALSO = ["pstats/django_shop-slow-*.prof"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "list_books", "file": "views.py", "lib": "django", "relation": "foreign key"}
]
