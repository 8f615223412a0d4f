"""Debian's python3-mastodon (Mastodon.py) against a Hato server."""

import os
import sys

from mastodon import Mastodon, MastodonNotFoundError, MastodonUnauthorizedError

from authorize import authorization_code
from mastodon_py_streams import streaming
from suite import Person, Suite, eventually, expect, expect_equal

SCOPES = ["read", "write", "follow", "push"]
TAG = "loftmastodonpy"


def main():
    suite = Suite("mastodon-py")
    alice, bob = Person.from_environment("ALICE"), Person.from_environment("BOB")
    suite.step("log in by the out-of-band code flow", lambda: log_in_and_out(alice))
    client, other = connect(alice.token), connect(bob.token)
    me = suite.step("verify credentials", lambda: verify(client, alice))
    them = suite.step("look an account up", lambda: look_up(client, bob))
    if me and them:
        profile(suite, client)
        post = posting(suite, client, other, me)
        relationships(suite, client, other, me, them)
        timelines(suite, client, other, post)
        reactions(suite, client, other, post, them)
        streaming(suite, client, other, me, TAG)
        ending(suite, client, post)
    return suite.finish()


def connect(token, **arguments):
    return Mastodon(
        access_token=token,
        api_base_url=os.environ["SERVER_URL"],
        version_check_mode="none",
        ratelimit_method="throw",
        request_timeout=20,
        **arguments,
    )


def log_in_and_out(person):
    client_id, secret = Mastodon.create_app(
        "interop", scopes=SCOPES, api_base_url=os.environ["SERVER_URL"], request_timeout=20
    )
    client = connect(None, client_id=client_id, client_secret=secret)
    code = authorization_code(client.auth_request_url(scopes=SCOPES), person)
    token = client.log_in(code=code, scopes=SCOPES)
    verify(client, person)
    client.revoke_access_token()
    try:
        connect(token).account_verify_credentials()
    except MastodonUnauthorizedError:
        return
    expect(False, "a revoked token to be refused", "an answer")


def verify(client, person):
    me = client.account_verify_credentials()
    expect_equal(me.username, person.name, "the user name")
    return me


def look_up(client, person):
    account = client.account_lookup(person.name)
    expect_equal(account.username, person.name, "the user name")
    found = client.account_search(person.name)
    expect_equal([each.id for each in found], [account.id], "the accounts found")
    return client.account(account.id)


def profile(suite, client):
    def update():
        changed = client.account_update_credentials(
            display_name="Alice of the loft",
            note="Keeps pigeons",
            avatar=os.environ["PICTURE"],
            fields=[("Loft", "on the roof")],
        )
        expect_equal(changed.display_name, "Alice of the loft", "the display name")
        expect("Keeps pigeons" in changed.note, "the note", changed.note)
        expect_equal([field.name for field in changed.fields], ["Loft"], "the fields")
        picture = client.session.get(changed.avatar, timeout=20)
        expect_equal(picture.headers["Content-Type"].split("/")[0], "image", "the avatar's type")

    def instance():
        expect(client.instance().uri, "an instance with a uri", "none")
        expect(client.instance_nodeinfo().protocols == ["activitypub"], "activitypub", "another")
        expect(isinstance(client.custom_emojis(), list), "a list of emojis", "another thing")
        expect("posting:default:visibility" in client.preferences(), "preferences", "others")

    suite.step("update credentials with an avatar", update)
    suite.step("instance, NodeInfo, emojis, preferences", instance)


def posting(suite, client, other, me):
    def picture():
        media = client.media_post(os.environ["PICTURE"], description="a small gradient")
        described = client.media_update(media.id, description="a gradient of 64 by 48")
        expect_equal(described.description, "a gradient of 64 by 48", "the description")
        status = client.status_post("With a picture", media_ids=[media], sensitive=True)
        shown = status.media_attachments[0]
        expect_equal((shown.type, shown.description), ("image", described.description), "the image")
        expect_equal((shown.meta.original.width, shown.meta.original.height), (64, 48), "the size")
        expect(shown.blurhash, "a blurhash", shown.blurhash)
        expect_equal(client.session.get(shown.preview_url, timeout=20).status_code, 200, "preview")

    def once():
        first = client.status_post("Only once", idempotency_key="one-pigeon")
        second = client.status_post("Only once", idempotency_key="one-pigeon")
        expect_equal(second.id, first.id, "the second answer's id")

    def reply_and_context():
        answer = other.status_reply(post, "Where does it fly?")
        expect_equal(answer.in_reply_to_account_id, me.id, "the account replied to")
        expect_equal([each.username for each in answer.mentions], [me.username], "the mentions")
        thread = client.status_context(post.id)
        expect_equal([each.id for each in thread.descendants], [answer.id], "the descendants")
        above = client.status_context(answer.id).ancestors
        expect_equal([each.id for each in above], [post.id], "the ancestors")

    def edit():
        edited = client.status_update(post.id, f"A pigeon flew #{TAG}", spoiler_text="birds")
        expect("flew" in edited.content and edited.edited_at, "the new text", edited)
        expect_equal(client.status_source(post.id).text, f"A pigeon flew #{TAG}", "the source")
        expect_equal(len(client.status_history(post.id)), 2, "the number of versions")

    post = suite.step("post", lambda: client.status_post(f"A pigeon rests #{TAG}", language="en"))
    suite.step("upload with a description, its change, and a post with it", picture)
    suite.step("idempotency key", once)
    suite.step("reply, and context", reply_and_context)
    suite.step("edit, source, history", edit)
    return post


def relationships(suite, client, other, me, them):
    def follow():
        expect(other.account_follow(me.id).following, "following", "not")
        expect(client.account_relationships(them.id)[0].followed_by, "followed by", "not")
        expect_equal([each.id for each in client.account_followers(me.id)], [them.id], "followers")
        expect_equal([each.id for each in other.account_following(them.id)], [me.id], "following")

    def approve():
        client.account_update_credentials(locked=True)
        other.account_unfollow(me.id)
        expect(other.account_follow(me.id).requested, "requested", "not")
        expect_equal([each.id for each in client.follow_requests()], [them.id], "the requests")
        asked = lambda: client.notifications(types=["follow_request"])
        eventually("a notification of the request", asked)
        client.follow_request_authorize(them.id)
        expect(other.account_relationships(me.id)[0].following, "following", "not")
        client.account_update_credentials(locked=False)

    def mute_and_block():
        expect(other.account_mute(me.id).muting, "muting", "not")
        expect_equal([each.id for each in other.mutes()], [me.id], "the muted")
        expect(not other.account_unmute(me.id).muting, "not muting", "muting")
        expect(client.account_block(them.id).blocking, "blocking", "not")
        expect_equal([each.id for each in client.blocks()], [them.id], "the blocked")
        expect(not other.account_relationships(me.id)[0].following, "no follow", "one")
        expect(not client.account_unblock(them.id).blocking, "not blocking", "blocking")
        other.account_follow(me.id)

    suite.step("follow, relationships, followers, following", follow)
    suite.step("follow with approval", approve)
    suite.step("mute and block, and their undo", mute_and_block)


def timelines(suite, client, other, post):
    def holds(read):
        return lambda: eventually(
            f"post {post.id} in it", lambda: [each.id for each in read()], lambda ids: post.id in ids
        )

    def home():
        later = client.status_post("For those who follow", visibility="private")
        holds_later = lambda: [each.id for each in other.timeline_home()]
        eventually(f"post {later.id} at home", holds_later, lambda ids: later.id in ids)

    def pages():
        newest = client.timeline_home(limit=1)
        older = client.fetch_next(newest)
        expect(older and older[0].id < newest[0].id, "an older post on the next page", older)
        newer = client.fetch_previous(older)
        expect_equal([each.id for each in newer], [newest[0].id], "the previous page")

    suite.step("home timeline", home)
    suite.step("public timeline", holds(other.timeline_public))
    suite.step("local timeline", holds(other.timeline_local))
    suite.step("tag timeline", holds(lambda: other.timeline_hashtag(TAG)))
    suite.step("an account's posts", holds(lambda: other.account_statuses(post.account.id)))
    suite.step("next and previous page", pages)
    suite.step("search", lambda: search(client, post))


def search(client, post):
    tags = [tag.name for tag in client.search_v2(f"#{TAG}").hashtags]
    expect(TAG in tags, f"the tag {TAG}", tags)
    found = [each.id for each in client.search_v2(post.url, resolve=True).statuses]
    expect_equal(found, [post.id], "the posts found by address")


def reactions(suite, client, other, post, them):
    def boost():
        boosted = other.status_reblog(post.id)
        expect_equal(boosted.reblog.id, post.id, "the boosted post")
        who = [each.id for each in client.status_reblogged_by(post.id)]
        expect_equal(who, [them.id], "who boosted")
        expect_equal(other.status_unreblog(post.id).reblogged, False, "reblogged")
        other.status_reblog(post.id)

    def favourite():
        expect(other.status_favourite(post.id).favourited, "favourited", "not")
        who = [each.id for each in client.status_favourited_by(post.id)]
        expect_equal(who, [them.id], "who favourited")
        expect_equal([each.id for each in other.favourites()], [post.id], "the favourites")
        expect_equal(other.status_unfavourite(post.id).favourited, False, "favourited")
        other.status_favourite(post.id)

    def bookmark():
        expect(other.status_bookmark(post.id).bookmarked, "bookmarked", "not")
        expect_equal([each.id for each in other.bookmarks()], [post.id], "the bookmarks")
        other.status_unbookmark(post.id)
        expect_equal(list(other.bookmarks()), [], "the bookmarks")

    def pin():
        expect(client.status_pin(post.id).pinned, "pinned", "not")
        pinned = client.account_statuses(post.account.id, pinned=True)
        expect_equal([each.id for each in pinned], [post.id], "the pinned posts")
        expect(not client.status_unpin(post.id).pinned, "not pinned", "pinned")

    def notifications():
        other.status_post(f"@{post.account.username} look")
        wanted = {"follow", "mention", "reblog", "favourite"}
        kinds = lambda: {each.type for each in client.notifications()}
        eventually(f"notifications of {wanted}", kinds, lambda came: wanted <= came)
        only = client.notifications(types=["mention"])
        expect_equal({each.type for each in only}, {"mention"}, "the types asked for")
        client.notifications_clear()
        expect_equal(list(client.notifications()), [], "the notifications")

    suite.step("boost, who boosted, undo", boost)
    suite.step("favourite, who favourited, favourites, undo", favourite)
    suite.step("bookmark, bookmarks, undo", bookmark)
    suite.step("pin, pinned posts, unpin", pin)
    suite.step("notifications: kinds, types, clear", notifications)


def ending(suite, client, post):
    def delete():
        deleted = client.status_delete(post.id)
        expect_equal(deleted.text, f"A pigeon flew #{TAG}", "the text for a redraft")
        try:
            client.status(post.id)
        except MastodonNotFoundError:
            return
        expect(False, "the post to be gone", "the post")

    suite.step("delete", delete)


if __name__ == "__main__":
    sys.exit(main())
