package dev.hato.activitypub.inbox;

import dev.hato.httpsig.SignableMessage;
import java.util.Optional;

/**
 * One POST to an inbox, as it came.
 *
 * @param message method, target and headers
 * @param body the exact bytes; not copied, so they must not be changed
 * @param recipient identifier of the local actor whose inbox it is; empty for the shared inbox
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of one request, never compared
public record Inbound(SignableMessage message, byte[] body, Optional<String> recipient) {}
