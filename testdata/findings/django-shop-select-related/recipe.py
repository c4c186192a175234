ABOUT = "The same view with select_related(): one query."
KIND = "clean"
ALSO = ["pstats/django_shop-fast-*.prof"]
