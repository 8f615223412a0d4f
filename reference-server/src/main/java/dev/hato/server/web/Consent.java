package dev.hato.server.web;

import java.util.List;
import java.util.Map;

/**
 * What an application asks for.
 *
 * @param application its name
 * @param website its address; empty if it gave none
 * @param scopes what it wants to do, one sentence each
 * @param hidden the parameters of the request, sent along with the decision
 */
public record Consent(
    String application, String website, List<String> scopes, Map<String, String> hidden) {}
