"""Drives Debian's `toot` as a person at a terminal would, each person with a configuration of their own."""

import os
import re
import subprocess
from urllib.parse import urlsplit

from authorize import authorization_code
from suite import Mismatch, shorten

TOOT = "/usr/bin/toot"
LIMIT = 30


class Toot:
    """toot for one person. toot keeps apps and tokens in `$XDG_CONFIG_HOME/toot/config.json`."""

    def __init__(self, base_url, person, config_dir):
        self.instance = urlsplit(base_url).netloc
        self.person = person
        self.environment = dict(os.environ, XDG_CONFIG_HOME=config_dir, PYTHONIOENCODING="utf-8")

    def __call__(self, *arguments):
        """Runs one command and gives what it printed; fails when toot does."""
        command = [TOOT, *arguments]
        result = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT,
            check=False,
        )
        # toot ends with 0 even when it asks to log in first, so what it says on stderr counts as well.
        if result.returncode != 0 or result.stderr.strip():
            came = f"exit {result.returncode}: {shorten(result.stderr.strip() or result.stdout)}"
            raise Mismatch(f"toot {arguments[0]} to succeed", came)
        return result.stdout

    def log_in(self):
        """`toot login`: toot shows an address, the person authorizes there and types the code in."""
        process = subprocess.Popen(
            [TOOT, "login", "--instance", self.instance, "--disable-https"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        with process:
            try:
                url = self.shown_address(process)
                code = authorization_code(url, self.person)
                said, _ = process.communicate(f"n\n{code}\n", timeout=LIMIT)
            finally:
                process.kill()
        if "Successfully logged in" not in said:
            raise Mismatch("toot to say that it is logged in", shorten(said.replace(code, "[code]")))

    @staticmethod
    def shown_address(process):
        """The authorize address. toot prints it before it asks whether to open a browser."""
        said = ""
        for line in process.stdout:
            if line.startswith("http"):
                return line.strip()
            said += line
        raise Mismatch("toot to show the address of the authorize page", shorten(said))

    def post(self, *arguments):
        """Posts and gives the id, which is the last part of the address that toot shows."""
        said = self("post", *arguments)
        match = re.search(r"Toot posted: \S+/(\d+)\s*$", said)
        if not match:
            raise Mismatch("toot to show the address of the post", shorten(said))
        return match.group(1)
