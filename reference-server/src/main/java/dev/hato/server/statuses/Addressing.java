package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Visibility;
import java.util.ArrayList;
import java.util.List;

/**
 * Visibility as recipients and back: public is to everybody and a copy to the followers, unlisted
 * the other way round, private to the followers, direct to the mentioned alone.
 */
record Addressing(List<Iri> to, List<Iri> cc) {

  /** The recipients of what an account says to these people. */
  static Addressing of(Visibility visibility, Account author, List<Iri> people) {
    Iri followers = Iri.parse(author.followersUrl());
    return switch (visibility) {
      case PUBLIC -> new Addressing(List.of(Iri.PUBLIC), first(followers, people));
      case UNLISTED -> new Addressing(List.of(followers), first(Iri.PUBLIC, people));
      case PRIVATE -> new Addressing(List.of(followers), people);
      case DIRECT -> new Addressing(people, List.of());
    };
  }

  private static List<Iri> first(Iri first, List<Iri> more) {
    List<Iri> all = new ArrayList<>();
    all.add(first);
    all.addAll(more);
    return all;
  }

  /** What the recipients of a remote author's object come to. */
  static Visibility visibility(ApObject object, Account author) {
    if (object.to().contains(Iri.PUBLIC)) {
      return Visibility.PUBLIC;
    }
    if (object.cc().contains(Iri.PUBLIC)) {
      return Visibility.UNLISTED;
    }
    Iri followers = Iri.parse(author.followersUrl());
    boolean toFollowers =
        !author.followersUrl().isEmpty()
            && (object.to().contains(followers) || object.cc().contains(followers));
    return toFollowers ? Visibility.PRIVATE : Visibility.DIRECT;
  }
}
