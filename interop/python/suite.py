"""Runs the steps of one suite in order and counts them.

A failed step says what was expected and what came.
"""

import os
import time
from dataclasses import dataclass


class Mismatch(Exception):
    """What a step raises when the world is not as it should be."""

    def __init__(self, expected, came):
        super().__init__(f"expected {expected}; came {came}")
        self.expected = expected
        self.came = came


@dataclass(frozen=True)
class Person:
    """An account that the runner made; `repr` shows no secret."""

    name: str
    email: str
    password: str
    token: str

    @staticmethod
    def from_environment(prefix):
        fields = ("NAME", "EMAIL", "PASSWORD", "TOKEN")
        return Person(*(os.environ[f"{prefix}_{field}"] for field in fields))

    def __repr__(self):
        return f"Person({self.name})"


class Suite:
    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = 0

    def step(self, title, work):
        """Runs one step; a failure is reported and counted, and the next step still runs."""
        try:
            result = work()
        except Exception as error:  # pylint: disable=broad-except
            self.failed += 1
            print(f"  FAIL {title}")
            print(f"       expected: {getattr(error, 'expected', 'no error')}")
            print(f"       came:     {getattr(error, 'came', describe(error))}", flush=True)
            return None
        self.passed += 1
        print(f"  ok   {title}", flush=True)
        return result

    def finish(self):
        """Prints the count and gives the exit code."""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed", flush=True)
        return 0 if self.failed == 0 and self.passed else 1


def expect(condition, expected, came):
    """Fails unless the condition holds."""
    if not condition:
        raise Mismatch(expected, shorten(came))


def expect_equal(came, expected, what):
    expect(came == expected, f"{what} to be {expected!r}", came)


def eventually(expected, read, test=bool, limit=15):
    """Asks `read` again and again until `test` accepts its answer; gives that answer."""
    end = time.monotonic() + limit
    while True:
        came = read()
        if test(came):
            return came
        if time.monotonic() > end:
            raise Mismatch(f"{expected} within {limit} s", shorten(came))
        time.sleep(0.15)


def describe(error):
    return shorten(f"{type(error).__name__}: {error}")


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 600 else text[:600] + "…"
