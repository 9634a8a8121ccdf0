package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/// A REST call that came in.
///
/// @param route `POST /channels/{channel_id}/messages`
/// @param path below `/api/v10`, decoded
/// @param query first values
/// @param form the JSON of its body; a missing node when there was none or it was not JSON
/// @param files how many files came with it
/// @param status what it was answered; 0 = the connection was cut
/// @param authorized whether it carried the right token
/// @param at when
public record RestCall(
    String route,
    String path,
    Map<String, String> query,
    JsonNode form,
    int files,
    int status,
    boolean authorized,
    Instant at) {}
