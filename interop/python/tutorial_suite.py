"""The tutorial (docs/guide/tutorial.md), as its reader does it: its commands, its pom, its one file, in an empty directory.

The local repository is a temporary one: links to what this machine has, without any module of Hato.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import requests

from suite import Person, Suite, eventually, expect

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs/guide/tutorial.md").read_text(encoding="utf-8")
OLDEST_JAVA = 21
BUILD_LIMIT = 500


def main():
    suite = Suite("tutorial")
    alice = Person.from_environment("ALICE")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        repository = work / "repository"
        suite.step("a repository without Hato", lambda: link_repository(repository))
        checkout = suite.step("a checkout of its own", lambda: copy_sources(work / "hato"))
        suite.step(
            "the modules are installed", lambda: run(shell("mvn install"), checkout, repository)
        )
        project = suite.step("the page's pom and file", lambda: write_project(work / "pigeon"))
        port = os.environ["TUTORIAL_PORT"]
        pigeon = Pigeon(project, repository, port)
        try:
            if suite.step("it is built and runs", pigeon.start):
                use(suite, alice, pigeon, port)
        finally:
            pigeon.kill()
    return suite.finish()


def use(suite, alice, pigeon, port):
    account = suite.step("it is found by its handle", lambda: find(alice, port))
    if account and suite.step("it accepts a follow", lambda: follow(alice, account, pigeon)):
        suite.step("what is typed is in the home timeline", lambda: hear(alice, pigeon, account))
    suite.step("it ends with its input", pigeon.end)


def copy_sources(checkout):
    """Of this one the server runs: its jars must not be written anew under it."""
    leave = shutil.ignore_patterns("target", "node_modules", ".git")
    shutil.copytree(ROOT, checkout, ignore=leave)
    return checkout


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def shell(beginning):
    """The line of the page that begins so."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return next(line for line in lines if line.startswith(beginning))


def link_repository(repository):
    here = Path(os.environ.get("LOCAL_REPOSITORY", Path.home() / ".m2/repository"))
    expect(here.is_dir(), "a local Maven repository", here)
    subprocess.run(["cp", "-rs", str(here), str(repository)], check=True, timeout=BUILD_LIMIT)
    shutil.rmtree(repository / "dev/hato", ignore_errors=True)


def write_project(project):
    (project / "src/main/java").mkdir(parents=True)
    (project / "pom.xml").write_text(blocks("xml")[0], encoding="utf-8")
    source = "\n".join(blocks("java"))
    (project / "src/main/java/Pigeon.java").write_text(source, encoding="utf-8")
    return project


def command(line, repository):
    words = line.split()
    return [words[0], "-B", "-ntp", f"-Dmaven.repo.local={repository}", *words[1:]]


def run(line, folder, repository):
    done = subprocess.run(
        command(line, repository),
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=BUILD_LIMIT,
        check=False,
    )
    errors = [each for each in done.stdout.splitlines() if "[ERROR]" in each]
    expect(done.returncode == 0, f"{line} to succeed", done.stderr + "\n".join(errors))


def environment():
    """With a Java that the page asks for; Maven may run on an older one otherwise."""
    homes = [Path(os.environ.get("JAVA_HOME", "/none")), *sorted(Path("/usr/lib/jvm").glob("*"))]
    for home in homes:
        release = home / "release"
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
        if found and int(found.group(1)) >= OLDEST_JAVA and (home / "bin/javac").exists():
            path = f"{home / 'bin'}:{os.environ['PATH']}"
            return {**os.environ, "JAVA_HOME": str(home), "PATH": path}
    raise LookupError(f"no JDK {OLDEST_JAVA} or newer")


class Pigeon:
    """The program, as `mvn exec:java` runs it; its input is what is typed."""

    def __init__(self, project, repository, port):
        self.project = project
        self.command = command(shell("mvn -q compile"), repository)
        self.command.append(f"-Dexec.args=http://localhost:{port}")
        self.process = None
        self.lines = []

    def start(self):
        self.process = subprocess.Popen(
            self.command,
            cwd=self.project,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        return eventually(
            "its first line", self._output_while_alive, lambda text: "then type:" in text, BUILD_LIMIT
        )

    def _read(self):
        for line in self.process.stdout:
            print(f"       pigeon: {line}", end="", flush=True)
            self.lines.append(line)

    def _output_while_alive(self):
        expect(self.process.poll() is None, "the pigeon to run", "".join(self.lines))
        return self.output()

    def output(self):
        return "".join(self.lines)

    def type(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def end(self):
        self.process.stdin.close()
        expect(self.process.wait(timeout=40) == 0, "exit code 0", self.output())

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=20)


def ask(person, method, path, **data):
    answer = requests.request(
        method,
        os.environ["SERVER_URL"] + path,
        params=data if method == "GET" else None,
        data=data if method == "POST" else None,
        headers={"Authorization": f"Bearer {person.token}"},
        timeout=20,
    )
    expect(answer.status_code == 200, "200", f"{answer.status_code} {answer.text}")
    return answer.json()


def find(person, port):
    handle = f"@pigeon@localhost:{port}"
    found = ask(person, "GET", "/api/v2/search", q=handle, resolve="true", type="accounts")
    expect(len(found["accounts"]) == 1, f"one account for {handle}", found)
    account = found["accounts"][0]
    expect(account["display_name"] == "Pigeon", "its name", account)
    return account


def follow(person, account, pigeon):
    ask(person, "POST", f"/api/v1/accounts/{account['id']}/follow")
    eventually(
        "to follow it",
        lambda: ask(person, "GET", "/api/v1/accounts/relationships", **{"id[]": account["id"]}),
        lambda relationships: relationships[0]["following"],
    )
    expect(f"/users/{person.name} follows" in pigeon.output(), "the follower", pigeon.output())
    return True


def hear(person, pigeon, account):
    pigeon.type("coo & <鳩>")
    home = eventually(
        "its note",
        lambda: ask(person, "GET", "/api/v1/timelines/home"),
        lambda posts: any(post["account"]["id"] == account["id"] for post in posts),
    )
    post = next(post for post in home if post["account"]["id"] == account["id"])
    expect("coo &amp; &lt;鳩&gt;" in post["content"], "what was typed", post["content"])
    expect(post["visibility"] == "public", "a public post", post["visibility"])


if __name__ == "__main__":
    sys.exit(main())
