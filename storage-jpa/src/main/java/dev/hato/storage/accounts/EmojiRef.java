package dev.hato.storage.accounts;

/** A custom emoji that a remote text uses, as its document gave it. */
public record EmojiRef(String shortcode, String url, String staticUrl) {}
