KIND = "clean"
RUNS = ["3.8", "3.12"]
MODULE = "test_mailer"
WARM = True
