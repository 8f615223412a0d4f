package dev.hato.server.media;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The MediaAttachment entity of the Mastodon API; {@code url} is null while it is prepared. */
public record ApiAttachment(
    String id,
    String type,
    @Nullable String url,
    @Nullable String previewUrl,
    @Nullable String remoteUrl,
    @Nullable String previewRemoteUrl,
    @Nullable String textUrl,
    JsonNode meta,
    @Nullable String description,
    @Nullable String blurhash) {}
