package dev.hato.storage.accounts;

/** What a sign-up or an administrator's command says about a login to be made. */
public record NewUser(long accountId, String email, String passwordHash, Role role, String locale) {

  @Override
  public String toString() {
    return "NewUser[" + accountId + ", " + role + "]";
  }
}
