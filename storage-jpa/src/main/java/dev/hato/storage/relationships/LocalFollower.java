package dev.hato.storage.relationships;

/** A local account whose home timeline gets the posts of someone, and which of them. */
public record LocalFollower(long accountId, FollowOptions options) {}
