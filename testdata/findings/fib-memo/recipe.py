ABOUT = "fib(24) with a memo: honest recursion."
KIND = "clean"
ALSO = ["pstats/fib-memo-[23]*.prof"]
