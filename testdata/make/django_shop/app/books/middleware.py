import cProfile
import os


class ProfileMiddleware:
    """Profile each request into the file that PROFILE_TO names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        profiler = cProfile.Profile()
        response = profiler.runcall(self.get_response, request)
        profiler.dump_stats(os.environ["PROFILE_TO"])
        return response
