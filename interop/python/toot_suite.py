"""Debian's toot against a Hato server: everything a person does with it in a day."""

import os
import sys
import tempfile

from suite import Person, Suite, eventually, expect
from toot_cli import Toot

TAG = "lofttoot"


def main():
    suite = Suite("toot")
    alice, bob = Person.from_environment("ALICE"), Person.from_environment("BOB")
    base_url, picture = os.environ["SERVER_URL"], os.environ["PICTURE"]
    with tempfile.TemporaryDirectory() as alices, tempfile.TemporaryDirectory() as bobs:
        toot = Toot(base_url, alice, alices)
        other = Toot(base_url, bob, bobs)
        log_in(suite, toot, other)
        post = posting(suite, toot, other, picture)
        timelines(suite, toot, other, post)
        relationships(suite, toot, other)
        reactions(suite, toot, other, post)
        ending(suite, toot, post)
    return suite.finish()


def log_in(suite, toot, other):
    suite.step("log in by the out-of-band code flow", toot.log_in)
    suite.step("the other person logs in too", other.log_in)
    suite.step("whoami", lambda: says(toot("whoami"), f"@{toot.person.name}"))
    suite.step("whois", lambda: says(toot("whois", f"@{other.person.name}"), f"@{other.person.name}"))
    suite.step("instance", lambda: says(toot("instance", "--disable-https"), toot.instance))


def posting(suite, toot, other, picture):
    post = suite.step("post", lambda: toot.post(f"A pigeon rests #{TAG}"))

    def post_with_picture():
        status = toot.post("-m", picture, "-d", "a small gradient", "A picture of it")
        says(toot("thread", status), "A picture of it", "Media:", "http")

    def reply():
        answer = other.post("-r", str(post), f"@{toot.person.name} Where does it fly?")
        says(toot("thread", str(post)), "A pigeon rests", "Where does it fly?", f"In reply to {post}")
        return answer

    def post_with_warning():
        status = toot.post("-p", "birds", "-s", "-l", "en", "-v", "unlisted", "Behind a warning")
        says(toot("thread", status), "Behind a warning")

    suite.step("upload", lambda: says(toot("upload", picture), "Successfully uploaded", "image"))
    suite.step("post with a picture", post_with_picture)
    suite.step("post with a warning, unlisted", post_with_warning)
    suite.step("reply, and thread", reply)
    return post


def timelines(suite, toot, other, post):
    def shows(reader, *arguments):
        expected = (f"ID {post} ", "A pigeon rests")
        soon(f"timeline {' '.join(arguments)}", reader, ("timeline", *arguments, "-1"), *expected)

    def private_stays_private():
        toot.post("-v", "direct", "A secret note")
        says_not(other("timeline", "-p", "-1"), "A secret note")

    suite.step("home timeline", lambda: shows(toot))
    suite.step("public timeline", lambda: shows(other, "-p"))
    suite.step("local timeline", lambda: shows(other, "-p", "-l"))
    suite.step("tag timeline", lambda: shows(other, "-t", TAG))
    suite.step("a direct post is in no public timeline", private_stays_private)


def relationships(suite, toot, other):
    name, others_name = toot.person.name, other.person.name

    def follow():
        says(other("follow", f"@{name}@{toot.instance}"), "You are now following")
        says(other("following", f"@{others_name}"), f"@{name}")
        says(toot("followers", f"@{name}"), f"@{others_name}")

    def followed_posts_arrive():
        status = toot.post("For those who follow")
        soon("the home timeline", other, ("timeline", "-1"), f"ID {status} ")

    def unfollow():
        says(other("unfollow", f"@{name}"), "no longer following")
        says_not(other("following", f"@{others_name}"), f"@{name}")

    def mute_and_block():
        says(other("mute", f"@{name}"), "You have muted")
        says(other("unmute", f"@{name}"), "no longer muted")
        says(other("block", f"@{name}"), "You are now blocking")
        says(other("unblock", f"@{name}"), "no longer blocked")
        other("follow", f"@{name}")

    suite.step("follow, following, followers", follow)
    suite.step("a followed person's post arrives at home", followed_posts_arrive)
    suite.step("search for a person", lambda: says(toot("search", others_name), f"@{others_name}"))
    suite.step("search for a tag", lambda: says(toot("search", f"#{TAG}"), f"#{TAG}"))
    suite.step("search that finds nothing", lambda: says(toot("search", "xyzzyplugh"), "Nothing found"))
    suite.step("unfollow", unfollow)
    suite.step("mute, unmute, block, unblock", mute_and_block)


def reactions(suite, toot, other, post):
    post = str(post)

    def boost():
        says(other("reblog", post), "Status reblogged")
        says(toot("reblogged_by", post), f"@{other.person.name}")
        says(other("unreblog", post), "Status unreblogged")
        says_not(toot("reblogged_by", post), f"@{other.person.name}")
        other("reblog", post)

    def favourite():
        says(other("favourite", post), "Status favourited")
        says(other("unfavourite", post), "Status unfavourited")
        other("favourite", post)

    def bookmark():
        other("bookmark", post)
        says(other("bookmarks", "-1"), f"ID {post} ")
        other("unbookmark", post)
        says_not(other("bookmarks", "-1"), f"ID {post} ")

    def pin():
        says(toot("pin", post), "Status pinned")
        says(toot("unpin", post), "Status unpinned")

    def notifications():
        other.post(f"@{toot.person.name} look")
        said = (
            f"@{other.person.name} now follows you",
            "mentioned you in",
            "reblogged your status",
            "favourited your status",
        )
        soon("the notifications", toot, ("notifications",), *said)
        mentions = toot("notifications", "--mentions")
        says(mentions, "mentioned you in")
        says_not(mentions, "favourited your status")

    suite.step("boost, who boosted, undo", boost)
    suite.step("favourite, undo", favourite)
    suite.step("bookmark, bookmarks, undo", bookmark)
    suite.step("pin, unpin", pin)
    suite.step("notifications of follow, mention, boost and favourite", notifications)


def ending(suite, toot, post):
    def delete():
        says(toot("delete", str(post)), "Status deleted")
        says_not(toot("timeline", "-1"), f"ID {post} ")

    def clear():
        toot("notifications", "--clear")
        says(toot("notifications"), "No notification")

    suite.step("delete", delete)
    suite.step("clear the notifications", clear)


def soon(what, reader, command, *expected):
    """Waits until the command's output holds every expected text."""
    eventually(
        f"{what} to show {expected}",
        lambda: reader(*command),
        lambda said: all(text in said for text in expected),
    )


def says(said, *expected):
    for text in expected:
        expect(text in said, f"{text!r}", said)


def says_not(said, unexpected):
    expect(unexpected not in said, f"no {unexpected!r}", said)


if __name__ == "__main__":
    sys.exit(main())
