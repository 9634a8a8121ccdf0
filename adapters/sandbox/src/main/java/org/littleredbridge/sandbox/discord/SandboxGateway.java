package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;

/// Troubles the gateway can make, and what it has counted. May be used from any thread.
public final class SandboxGateway {
  private final Gateway gateway;

  SandboxGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /// How many clients are connected and identified now.
  public int connected() {
    return gateway.connected();
  }

  /// How many sessions were begun.
  public int identified() {
    return gateway.identified();
  }

  /// How many sessions were resumed.
  public int resumed() {
    return gateway.resumed();
  }

  /// How many heartbeats came.
  public int heartbeats() {
    return gateway.heartbeats();
  }

  /// Closes every connection with a code such as 4000.
  public void close(int code) {
    gateway.close(code, "Closed by the sandbox.");
  }

  /// Cuts every connection without a word.
  public void drop() {
    gateway.drop();
  }

  /// Asks clients to reconnect and resume (opcode 7).
  public void askToReconnect() {
    gateway.askToReconnect();
  }

  /// Tells clients that their session is not valid (opcode 9).
  public void invalidate(boolean resumable) {
    gateway.invalidate(resumable);
  }

  /// Asks for a heartbeat at once (opcode 1).
  public void askForHeartbeat() {
    gateway.askForHeartbeat();
  }

  /// Sends text that is no payload and bytes that are no zlib stream.
  public void garbage() {
    gateway.garbage();
  }

  /// Sends this text as it is.
  public void text(String anything) {
    gateway.text(anything);
  }

  /// Writes these bytes into the connection, frame or not.
  public void bytes(byte[] anything) {
    gateway.bytes(anything);
  }

  /// Dispatches an event of any shape to all that listen.
  public void event(String type, JsonNode data) {
    gateway.tell(
        new Happening(
            type,
            data.isObject() ? data.deepCopy() : Json.object(),
            0,
            Json.string(data, "guild_id"),
            true));
  }

  /// Forgets all sessions, so that the next resume is refused.
  public void forgetSessions() {
    gateway.forgetSessions();
  }

  /// Refuses the next resumes.
  public void refuseResumes(int times) {
    gateway.troubles.refuseResumes(times);
  }

  /// Refuses the next identifies, as when there were too many.
  public void refuseIdentifies(int times) {
    gateway.troubles.refuseIdentifies(times);
  }

  /// Whether heartbeats stay unanswered, as on a half-dead connection.
  public void zombie(boolean on) {
    gateway.troubles.zombie(on);
  }

  /// Whether the bot may ask for members, presences and message contents. If not, it is closed with
  /// 4014.
  public void allowPrivilegedIntents(boolean on) {
    gateway.troubles.allowPrivileged(on);
  }

  /// Whether servers are told without the deprecated `region`.
  public void withoutRegion(boolean on) {
    gateway.troubles.withoutRegion(on);
  }

  /// Whether the token was revoked: REST answers 401, the gateway closes with 4004.
  public void revokeToken(boolean on) {
    gateway.troubles.revokeToken(on);
  }
}
