ABOUT = "fib(24) by the definition."
KIND = "bad"
ALSO = ["pstats/fib-naive-[23]*.prof"]
EXPECT = [{"rules": ["exponential-recursion"], "function": "fib", "file": "naive.py", "lib": ""}]
