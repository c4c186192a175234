ABOUT = "Honest recursion over a tree of 9,841 nodes, and a recursive generator."
KIND = "clean"
ALSO = ["pstats/treewalk-*.prof"]
