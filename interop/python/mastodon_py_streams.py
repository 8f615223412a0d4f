"""Streaming by server-sent events, with Mastodon.py's listener."""

import queue

from mastodon import StreamListener

from suite import Mismatch, eventually, expect_equal

LIMIT = 15


class Recorder(StreamListener):
    """Keeps every event, in order, for the step that waits for it."""

    def __init__(self):
        self.events = queue.Queue()

    def on_update(self, status):
        self.events.put(("update", str(status.id)))

    def on_status_update(self, status):
        self.events.put(("status.update", str(status.id)))

    def on_delete(self, status_id):
        self.events.put(("delete", str(status_id)))

    def on_notification(self, notification):
        self.events.put(("notification", notification.type))

    def on_abort(self, err):
        self.events.put(("abort", str(err)))

    def next(self, wanted):
        """The value of the next event of the wanted kind; other events are passed over."""
        passed = []
        while True:
            try:
                kind, value = self.events.get(timeout=LIMIT)
            except queue.Empty:
                raise Mismatch(f"the event {wanted} within {LIMIT} s", f"these: {passed}") from None
            if kind == wanted:
                return value
            passed.append(kind)


def streaming(suite, client, other, me, tag):
    """Each stream sees a post of the other person; the user stream sees its edit and end as well."""

    def listens(open_stream, work):
        def step():
            recorder = Recorder()
            # A thread of its own opens the stream. It is not closed here: closing waits for the next
            # event, so the streams end with this process.
            stream = open_stream(recorder)
            eventually("the stream to open", lambda: stream.connection is not None)
            work(recorder)

        return step

    def sees_post(recorder):
        status = other.status_post(f"Seen at once #{tag}")
        expect_equal(recorder.next("update"), str(status.id), "the post in the stream")

    def sees_all_of_a_post(recorder):
        status = client.status_post("My own, seen at once")
        expect_equal(recorder.next("update"), str(status.id), "the post in the stream")
        client.status_update(status.id, "My own, changed")
        expect_equal(recorder.next("status.update"), str(status.id), "the edit in the stream")
        client.status_delete(status.id)
        expect_equal(recorder.next("delete"), str(status.id), "the deletion in the stream")
        other.status_post(f"@{me.username} look")
        expect_equal(recorder.next("notification"), "mention", "the notification in the stream")

    def user(recorder):
        return client.stream_user(recorder, run_async=True)

    healthy = lambda: expect_equal(client.stream_healthy(), True, "the streaming health")
    suite.step("streaming is healthy", healthy)
    suite.step("user stream: post, edit, deletion, notification", listens(user, sees_all_of_a_post))
    for title, stream in (("public", client.stream_public), ("local", client.stream_local)):
        opening = lambda recorder, stream=stream: stream(recorder, run_async=True)
        suite.step(f"{title} stream", listens(opening, sees_post))
    hashtag = lambda recorder: client.stream_hashtag(tag, recorder, run_async=True)
    suite.step("hashtag stream", listens(hashtag, sees_post))
