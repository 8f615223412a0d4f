package dev.hato.storage.oauth;

import dev.hato.storage.kernel.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "oauth_apps")
class OAuthAppEntity {
  static final JsonColumn<String> URIS = JsonColumn.listOf(String.class);

  @Id private long id;

  @Column(name = "client_id")
  private String clientId;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column private String name;
  @Column private String website;

  @Column(name = "redirect_uris")
  private String redirectUris;

  @Column private String scopes;

  @Column(name = "created_at")
  private Instant createdAt;

  protected OAuthAppEntity() {}

  OAuthAppEntity(OAuthApp app, String secretHash) {
    this.id = app.id();
    this.clientId = app.clientId();
    this.secretHash = secretHash;
    this.name = app.name();
    this.website = app.website();
    this.redirectUris = URIS.write(app.redirectUris());
    this.scopes = app.scopes();
    this.createdAt = app.createdAt();
  }
}
