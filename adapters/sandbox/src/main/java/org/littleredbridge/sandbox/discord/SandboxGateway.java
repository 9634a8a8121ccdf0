package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

  /// How many sessions were begun within the day, with those that were begun too soon.
  public int begun() {
    return gateway.starts.used();
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

  /// Closes the connections of one shard, such as `1/2`, with a code.
  public void close(String shard, int code) {
    gateway.close(shard, code);
  }

  /// Cuts the connections of one shard, such as `1/2`, without a word.
  public void drop(String shard) {
    gateway.drop(shard);
  }

  /// Forgets the sessions of one shard, so that its next resume is refused.
  public void forgetSessions(String shard) {
    gateway.forgetSessions(shard);
  }

  /// Which shards are connected and identified now, such as `0/2`, sorted.
  public List<String> shards() {
    return gateway.connectedShards();
  }

  /// Recommends so many shards from now on.
  public void recommendShards(int count) {
    gateway.starts.recommend(count);
  }

  /// Refuses sessions of fewer shards with 4011, as when the bot is in too many servers for them.
  public void requireShards(int count) {
    gateway.starts.need(count);
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
