package dev.hato.storage.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "oauth_tokens")
class OAuthTokenEntity {
  @Id private long id;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "app_id")
  private long appId;

  @Column(name = "account_id")
  private @Nullable Long accountId;

  @Column private String scopes;

  @Column(name = "created_at")
  private Instant createdAt;

  protected OAuthTokenEntity() {}

  OAuthTokenEntity(long id, String tokenHash, long appId, String scopes, Instant createdAt) {
    this.id = id;
    this.tokenHash = tokenHash;
    this.appId = appId;
    this.scopes = scopes;
    this.createdAt = createdAt;
  }

  long id() {
    return id;
  }

  void belongsTo(long owner) {
    accountId = owner;
  }
}
