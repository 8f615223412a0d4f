package dev.hato.storage.instance;

import dev.hato.storage.kernel.TxScope;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings of the instance by name; the value's form is the caller's. */
public final class Settings {
  private final TxScope scope;

  public Settings(TxScope scope) {
    this.scope = scope;
  }

  public Optional<String> find(String name) {
    return scope
        .sql()
        .first("select setting from settings where name = ?", row -> row.text("setting"), name);
  }

  /** Every setting; one query. */
  public Map<String, String> all() {
    return scope
        .sql()
        .list(
            "select name, setting from settings",
            row -> Map.entry(row.text("name"), row.text("setting")))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Sets a value, whether or not there was one. */
  public void put(String name, String value) {
    SettingEntity setting = scope.entities().find(SettingEntity.class, name);
    if (setting == null) {
      setting = new SettingEntity(name);
      scope.entities().persist(setting);
    }
    setting.set(value, scope.now());
  }

  /** Keeps the first value that anybody set, and gives it: for secrets made at first start. */
  public String putIfAbsent(String name, String value) {
    scope
        .sql()
        .update(
            "insert into settings (name, setting, updated_at) values (?, ?, ?)"
                + " on conflict do nothing",
            name,
            value,
            scope.now());
    return find(name).orElseThrow();
  }
}
