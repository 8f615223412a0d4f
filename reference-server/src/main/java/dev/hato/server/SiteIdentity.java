package dev.hato.server;

import dev.hato.server.config.ConfigException;
import dev.hato.server.config.HatoConfig.Site;
import dev.hato.storage.Transactions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the names that are part of every id: set by the first start, refused when they change. */
final class SiteIdentity {
  private SiteIdentity() {}

  static void refuseChange(Transactions transactions, Site site) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("domain", site.domain());
    names.put("web-domain", site.webDomain());
    names.put("base-scheme", site.scheme());
    names.forEach(
        (key, name) -> {
          String first = transactions.write(tx -> tx.settings().putIfAbsent("site." + key, name));
          if (!first.equals(name)) {
            throw new ConfigException(
                ("%s was %s at the first start and cannot become %s: other servers know every"
                        + " account and post by it. Set %s back to %s, or begin with an empty"
                        + " database.")
                    .formatted(key, first, name, key, first));
          }
        });
  }
}
