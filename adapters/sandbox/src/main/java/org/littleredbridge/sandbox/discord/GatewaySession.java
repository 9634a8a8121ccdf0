package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.DeflaterOutputStream;

/// What the gateway remembers of one identified client: its numbers and the events it may ask for
/// again. Thread safe.
final class GatewaySession {
  private static final int REMEMBERED = 20_000;
  private static final int LARGE = 4096;
  final String id;
  final long intents;
  private final boolean compress;
  private final long shard;
  private final long shards;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Numbered> sent = new ArrayDeque<>();
  private Optional<WebSocketConnection> connection;
  private long sequence;

  private record Numbered(long sequence, String text) {}

  /// @param compress large payloads go as zlib in binary frames
  /// @param shard which part of the servers it serves, of `shards`
  GatewaySession(
      String id,
      long intents,
      boolean compress,
      long shard,
      long shards,
      WebSocketConnection connection) {
    this.id = id;
    this.intents = intents;
    this.compress = compress;
    this.shard = shard;
    this.shards = shards;
    this.connection = Optional.of(connection);
  }

  ArrayNode shard() {
    return Json.array().add(shard).add(shards);
  }

  /// Such as `0/2`.
  String shardOfShards() {
    return shard + "/" + shards;
  }

  /// What is of no server comes on the first shard. Source:
  /// https://docs.discord.com/developers/events/gateway#sharding-sharding-formula
  boolean serves(Optional<String> guild) {
    return guild.map(id -> (Long.parseLong(id) >> 22) % shards == shard).orElse(shard == 0);
  }

  void offer(Happening event) {
    if ((event.intent == 0 || (event.intent & intents) != 0) && serves(event.guild)) {
      dispatch(event.type, event.data(intents));
    }
  }

  void dispatch(String type, ObjectNode data) {
    dispatch(type, Json.text(data));
  }

  private void dispatch(String type, String data) {
    lock.lock();
    try {
      sequence++;
      var text = "{\"t\":\"" + type + "\",\"s\":" + sequence + ",\"op\":0,\"d\":" + data + "}";
      sent.addLast(new Numbered(sequence, text));
      if (sent.size() > REMEMBERED) {
        sent.removeFirst();
      }
      connection.ifPresent(open -> write(open, text));
    } finally {
      lock.unlock();
    }
  }

  /// Does several things before any other event gets in between.
  void atOnce(Runnable steps) {
    lock.lock();
    try {
      steps.run();
    } finally {
      lock.unlock();
    }
  }

  /// Sends again what came after a number and goes on here. False when too much was forgotten.
  boolean resume(long after, WebSocketConnection with) {
    lock.lock();
    try {
      boolean forgotten = !sent.isEmpty() && sent.getFirst().sequence() > after + 1;
      if (forgotten) {
        return false;
      }
      connection = Optional.of(with);
      for (var event : sent) {
        if (event.sequence() > after) {
          write(with, event.text());
        }
      }
      dispatch("RESUMED", "{\"_trace\":[]}");
      return true;
    } finally {
      lock.unlock();
    }
  }

  long sequence() {
    lock.lock();
    try {
      return sequence;
    } finally {
      lock.unlock();
    }
  }

  Optional<WebSocketConnection> connection() {
    lock.lock();
    try {
      return connection;
    } finally {
      lock.unlock();
    }
  }

  /// The connection has ended; events are kept for a resume.
  void left(WebSocketConnection by) {
    lock.lock();
    try {
      if (connection.filter(open -> open == by).isPresent()) {
        connection = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(WebSocketConnection to, String text) {
    if (compress && text.length() > LARGE) {
      to.sendBinary(zlib(text));
    } else {
      to.send(text);
    }
  }

  private static byte[] zlib(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte.", e);
    }
    return bytes.toByteArray();
  }
}
