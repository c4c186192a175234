ABOUT = "The same with joinedload(): one query."
KIND = "clean"
ALSO = ["pstats/sqlalchemy_shop-fast-*.prof"]
