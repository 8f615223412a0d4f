package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses blocked senders and forwarders, and drops the whole activity when any id in it that
 * matters is of a blocked host.
 */
final class BlockGate implements Gate {
  private static final int DEEPEST = 3;
  private static final List<String> INVOLVING =
      List.of("object", "target", "attributedTo", "actor", "inReplyTo", "tag", "quote", "quoteUri");

  private final BlockList blocks;

  BlockGate(BlockList blocks) {
    this.blocks = blocks;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    if (blocks.isBlocked(passage.signer())
        || passage.forwarder().filter(blocks::isBlocked).isPresent()) {
      return Gate.refuse(403, "This server does not take activities of this actor");
    }
    Set<String> hosts = new LinkedHashSet<>();
    collect(passage.activity(), hosts, 0);
    return blocks.isAnyHostBlocked(hosts)
        ? Gate.ignore("the activity involves a blocked host")
        : Gate.pass();
  }

  private static void collect(ApObject object, Set<String> hosts, int depth) {
    object.id().flatMap(Iri::host).ifPresent(hosts::add);
    object.iri("href").flatMap(Iri::host).ifPresent(hosts::add);
    for (String property : INVOLVING) {
      for (Ref<ApObject> ref : object.refs(property)) {
        ref.id().flatMap(Iri::host).ifPresent(hosts::add);
        ref.embedded()
            .filter(embedded -> depth < DEEPEST && !embedded.is("Hashtag"))
            .ifPresent(embedded -> collect(embedded, hosts, depth + 1));
      }
    }
  }
}
