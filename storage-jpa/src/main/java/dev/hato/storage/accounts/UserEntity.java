package dev.hato.storage.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users")
class UserEntity {
  @Id
  @Column(name = "account_id")
  private long accountId;

  @Column private String email;

  @Column(name = "email_key")
  private String emailKey;

  @Column(name = "password_hash")
  private String passwordHash;

  @Enumerated(EnumType.STRING)
  @Column
  private Role role;

  @Column private String locale;

  @Column(name = "default_privacy")
  private String defaultPrivacy;

  @Column(name = "default_sensitive")
  private boolean defaultSensitive;

  @Column(name = "default_language")
  private String defaultLanguage;

  @Column(name = "sign_up_reason")
  private String signUpReason;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  @Column(name = "approved_at")
  private @Nullable Instant approvedAt;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  protected UserEntity() {}

  UserEntity(NewUser user, Instant now) {
    accountId = user.accountId();
    setEmail(user.email());
    passwordHash = user.passwordHash();
    role = user.role();
    setLocale(user.locale());
    setDefaults(PostingDefaults.NONE);
    signUpReason = "";
    createdAt = now;
  }

  final void setEmail(String address) {
    email = address;
    emailKey = address.toLowerCase(Locale.ROOT);
  }

  void setPasswordHash(String hash) {
    passwordHash = hash;
  }

  void setRole(Role newRole) {
    role = newRole;
  }

  final void setLocale(String newLocale) {
    locale = newLocale;
  }

  final void setDefaults(PostingDefaults defaults) {
    defaultPrivacy = defaults.privacy();
    defaultSensitive = defaults.sensitive();
    defaultLanguage = defaults.language();
  }

  void setSignUpReason(String reason) {
    signUpReason = reason;
  }

  void confirm(Instant now) {
    confirmedAt = confirmedAt == null ? now : confirmedAt;
  }

  void approve(Instant now) {
    approvedAt = approvedAt == null ? now : approvedAt;
  }

  void setDisabled(@Nullable Instant since) {
    disabledAt = since;
  }
}
