package dev.hato.storage.instance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "settings")
class SettingEntity {
  @Id private String name;

  @Column(name = "setting")
  private String value;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected SettingEntity() {}

  SettingEntity(String name) {
    this.name = name;
  }

  void set(String newValue, Instant now) {
    value = newValue;
    updatedAt = now;
  }
}
