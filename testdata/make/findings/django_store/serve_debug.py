"""As serve, with DEBUG=True."""
import os

os.environ["STORE_DEBUG"] = "yes"

from serve import main, set_up  # noqa: E402,F401
