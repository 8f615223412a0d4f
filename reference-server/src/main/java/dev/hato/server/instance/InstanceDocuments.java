package dev.hato.server.instance;

import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.images.Images;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two instance documents of the Mastodon API; pure. */
final class InstanceDocuments {
  private static final List<String> PICTURES =
      List.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final int MAX_CHARACTERS = 500;

  private final InstanceFacts facts;
  private final SiteUrls urls;

  /** The numbers that change, and whom to turn to. */
  record Now(long users, long statuses, long domains, long active, Optional<ApiAccount> contact) {}

  InstanceDocuments(InstanceFacts facts, SiteUrls urls) {
    this.facts = facts;
    this.urls = urls;
  }

  Map<String, Object> v1(Now now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("uri", facts.domain());
    document.put("title", facts.title());
    document.put("short_description", facts.description());
    document.put("description", facts.description());
    document.put("email", "");
    document.put("version", facts.compatibleVersion());
    document.put("urls", Map.of("streaming_api", facts.streamingUrl()));
    document.put(
        "stats",
        Map.of(
            "user_count",
            now.users(),
            "status_count",
            now.statuses(),
            "domain_count",
            now.domains()));
    document.put("thumbnail", urls.asset("header.png"));
    document.put("languages", facts.languages());
    document.put("registrations", facts.registrationsOpen());
    document.put("approval_required", facts.approval());
    document.put("invites_enabled", false);
    document.put("configuration", limits());
    document.put("contact_account", now.contact().orElse(null));
    document.put("rules", List.of());
    document.put("max_toot_chars", MAX_CHARACTERS);
    return document;
  }

  Map<String, Object> v2(Now now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("domain", facts.domain());
    document.put("title", facts.title());
    document.put("version", facts.compatibleVersion());
    document.put("source_url", "");
    document.put("description", facts.description());
    document.put("usage", Map.of("users", Map.of("active_month", now.active())));
    document.put("thumbnail", Map.of("url", urls.asset("header.png")));
    document.put("icon", List.of(Map.of("src", urls.asset("avatar.png"), "size", "400x400")));
    document.put("languages", facts.languages());
    document.put("configuration", configuration());
    document.put("registrations", registrations());
    document.put("api_versions", Map.of("mastodon", 1));
    Map<String, Object> contact = new LinkedHashMap<>();
    contact.put("email", "");
    contact.put("account", now.contact().orElse(null));
    document.put("contact", contact);
    document.put("rules", List.of());
    return document;
  }

  private Map<String, Object> registrations() {
    Map<String, Object> registrations = new LinkedHashMap<>();
    registrations.put("enabled", facts.registrationsOpen());
    registrations.put("approval_required", facts.approval());
    registrations.put("reason_required", facts.approval());
    registrations.put("message", null);
    registrations.put("min_age", null);
    registrations.put("url", urls.base() + "/auth/sign_up");
    return registrations;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put("streaming", facts.streamingUrl());
    addresses.put("status", null);
    addresses.put("about", urls.base() + "/");
    addresses.put("privacy_policy", null);
    addresses.put("terms_of_service", null);
    configuration.put("urls", addresses);
    configuration.put("vapid", Map.of("public_key", ""));
    configuration.putAll(limits());
    configuration.put("translation", Map.of("enabled", false));
    configuration.put("limited_federation", false);
    return configuration;
  }

  private static Map<String, Object> limits() {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put(
        "accounts",
        Map.of(
            "max_featured_tags",
            0,
            "max_pinned_statuses",
            5,
            "max_profile_fields",
            4,
            "profile_field_name_limit",
            255,
            "profile_field_value_limit",
            255));
    limits.put(
        "statuses",
        Map.of(
            "max_characters",
            MAX_CHARACTERS,
            "max_media_attachments",
            4,
            "characters_reserved_per_url",
            23));
    limits.put(
        "media_attachments",
        Map.of(
            "supported_mime_types",
            PICTURES,
            "description_limit",
            1_500,
            "image_size_limit",
            Images.MAX_BYTES,
            "image_matrix_limit",
            Images.MAX_PIXELS,
            "video_size_limit",
            0,
            "video_frame_rate_limit",
            0,
            "video_matrix_limit",
            0));
    limits.put(
        "polls",
        Map.of(
            "max_options",
            0,
            "max_characters_per_option",
            0,
            "min_expiration",
            0,
            "max_expiration",
            0));
    return limits;
  }
}
