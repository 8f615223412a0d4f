package dev.hato.activitypub.vocab;

import dev.hato.activitypub.vocab.TypeRegistry.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The views that come with the library, by type. */
final class StandardTypes {
  /** Activities without a class of their own. */
  private static final List<String> ACTIVITIES =
      List.of(
          "Activity",
          "IntransitiveActivity",
          "Arrive",
          "Ignore",
          "Invite",
          "Join",
          "Leave",
          "Listen",
          "Offer",
          "Read",
          "TentativeAccept",
          "TentativeReject",
          "Travel",
          "View",
          "EmojiReaction",
          "LikeRequest",
          "ReplyRequest",
          "AnnounceRequest",
          "FeatureRequest");

  private static final Map<String, Entry<?>> CLASSES =
      Map.ofEntries(
          Map.entry("Accept", new Entry<>(Accept.class, Accept::new)),
          Map.entry("Add", new Entry<>(Add.class, Add::new)),
          Map.entry("Announce", new Entry<>(Announce.class, Announce::new)),
          Map.entry("Article", new Entry<>(Article.class, Article::new)),
          Map.entry("Audio", new Entry<>(Audio.class, Audio::new)),
          Map.entry("Block", new Entry<>(Block.class, Block::new)),
          Map.entry("Collection", new Entry<>(Collection.class, Collection::new)),
          Map.entry("CollectionPage", new Entry<>(CollectionPage.class, CollectionPage::new)),
          Map.entry("Create", new Entry<>(Create.class, Create::new)),
          Map.entry(
              "DataIntegrityProof", new Entry<>(DataIntegrityProof.class, DataIntegrityProof::new)),
          Map.entry("Delete", new Entry<>(Delete.class, Delete::new)),
          Map.entry("Dislike", new Entry<>(Dislike.class, Dislike::new)),
          Map.entry("Document", new Entry<>(Document.class, Document::new)),
          Map.entry("Emoji", new Entry<>(Emoji.class, Emoji::new)),
          Map.entry("EmojiReact", new Entry<>(EmojiReact.class, EmojiReact::new)),
          Map.entry("Event", new Entry<>(Event.class, Event::new)),
          Map.entry(
              "FeaturedCollection", new Entry<>(FeaturedCollection.class, FeaturedCollection::new)),
          Map.entry("FeaturedItem", new Entry<>(FeaturedItem.class, FeaturedItem::new)),
          Map.entry("Flag", new Entry<>(Flag.class, Flag::new)),
          Map.entry("Follow", new Entry<>(Follow.class, Follow::new)),
          Map.entry("Hashtag", new Entry<>(Hashtag.class, Hashtag::new)),
          Map.entry("Image", new Entry<>(Image.class, Image::new)),
          Map.entry("Like", new Entry<>(Like.class, Like::new)),
          Map.entry("Link", new Entry<>(Link.class, Link::new)),
          Map.entry("Mention", new Entry<>(Mention.class, Mention::new)),
          Map.entry("Move", new Entry<>(Move.class, Move::new)),
          Map.entry("Multikey", new Entry<>(Multikey.class, Multikey::new)),
          Map.entry("Note", new Entry<>(Note.class, Note::new)),
          Map.entry(
              "OrderedCollection", new Entry<>(OrderedCollection.class, OrderedCollection::new)),
          Map.entry("Page", new Entry<>(Page.class, Page::new)),
          Map.entry("Place", new Entry<>(Place.class, Place::new)),
          Map.entry("Profile", new Entry<>(Profile.class, Profile::new)),
          Map.entry("PropertyValue", new Entry<>(PropertyValue.class, PropertyValue::new)),
          Map.entry("Question", new Entry<>(Question.class, Question::new)),
          Map.entry("QuoteRequest", new Entry<>(QuoteRequest.class, QuoteRequest::new)),
          Map.entry("Reject", new Entry<>(Reject.class, Reject::new)),
          Map.entry("Relationship", new Entry<>(Relationship.class, Relationship::new)),
          Map.entry("Remove", new Entry<>(Remove.class, Remove::new)),
          Map.entry("Tombstone", new Entry<>(Tombstone.class, Tombstone::new)),
          Map.entry("Undo", new Entry<>(Undo.class, Undo::new)),
          Map.entry("Update", new Entry<>(Update.class, Update::new)),
          Map.entry("Video", new Entry<>(Video.class, Video::new)));

  private StandardTypes() {}

  static Map<String, Entry<?>> all() {
    Map<String, Entry<?>> all = new HashMap<>(CLASSES);
    all.put("OrderedCollectionPage", new Entry<>(CollectionPage.class, CollectionPage::new));
    ACTIVITIES.forEach(type -> all.put(type, new Entry<>(Activity.class, Activity::new)));
    for (String type : List.of("Person", "Service", "Application", "Group", "Organization")) {
      all.put(type, new Entry<>(Actor.class, Actor::new));
    }
    for (String type : List.of("CryptographicKey", "Key")) {
      all.put(type, new Entry<>(PublicKey.class, PublicKey::new));
    }
    for (String kind : List.of("Quote", "Reply", "Like", "Announce", "Feature")) {
      all.put(kind + "Authorization", new Entry<>(Authorization.class, Authorization::new));
    }
    return all;
  }
}
