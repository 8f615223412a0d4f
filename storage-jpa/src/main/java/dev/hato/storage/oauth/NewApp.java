package dev.hato.storage.oauth;

import java.util.List;

/** What a client says of itself when it registers. */
public record NewApp(String name, String website, List<String> redirectUris, String scopes) {
  public NewApp {
    redirectUris = List.copyOf(redirectUris);
  }
}
