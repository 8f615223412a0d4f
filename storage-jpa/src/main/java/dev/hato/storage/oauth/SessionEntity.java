package dev.hato.storage.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "sessions")
class SessionEntity {
  @Id private long id;

  @Column(name = "session_hash")
  private String sessionHash;

  @Column(name = "account_id")
  private long accountId;

  @Column(name = "user_agent")
  private String userAgent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected SessionEntity() {}

  SessionEntity(long id, String sessionHash, long accountId, String userAgent) {
    this.id = id;
    this.sessionHash = sessionHash;
    this.accountId = accountId;
    this.userAgent = userAgent;
  }

  void begin(Instant now, Instant end) {
    createdAt = now;
    lastSeenAt = now;
    expiresAt = end;
  }
}
