package dev.hato.server.http;

/** What the handler tree found out about a request before routing. */
record RequestContext(String requestId, String path, String remoteAddress, String baseUrl) {}
