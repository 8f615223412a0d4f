package dev.hato.storage.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "oauth_grants")
class OAuthGrantEntity {
  @Id
  @Column(name = "code_hash")
  private String codeHash;

  @Column(name = "app_id")
  private long appId;

  @Column(name = "account_id")
  private long accountId;

  @Column(name = "redirect_uri")
  private String redirectUri;

  @Column private String scopes;

  @Column(name = "code_challenge")
  private String codeChallenge;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected OAuthGrantEntity() {}

  OAuthGrantEntity(String codeHash, OAuthGrant grant, Instant expiresAt) {
    this.codeHash = codeHash;
    this.appId = grant.appId();
    this.accountId = grant.accountId();
    this.redirectUri = grant.redirectUri();
    this.scopes = grant.scopes();
    this.codeChallenge = grant.codeChallenge();
    this.expiresAt = expiresAt;
  }
}
