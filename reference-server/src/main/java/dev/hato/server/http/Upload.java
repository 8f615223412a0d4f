package dev.hato.server.http;

import java.nio.file.Path;

/**
 * A file part of a multipart body, in a temporary file that is deleted when the handler returns:
 * move or copy what is to stay. Name and type are what the client claims.
 */
public record Upload(String fileName, String contentType, long size, Path path) {}
