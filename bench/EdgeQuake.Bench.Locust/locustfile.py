"""The master's side of our workers: a user class of the name that the master hands out. Its task is never run; the workers stream, judge and report."""
from locust import User, task


class StreamUser(User):
    @task
    def stream(self):
        raise RuntimeError("streams are played by EdgeQuake.Bench.Locust, not by a worker of Locust's own")
