package org.littleredbridge.config.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.littleredbridge.config.bench.RunningBridge.Settings;
import org.littleredbridge.config.bench.Stage.Addresses;
import org.littleredbridge.sandbox.SandboxRedNote.Creator;
import org.littleredbridge.sandbox.telegram.Received;
import org.littleredbridge.store.StoreConfig;

/// One run of a scenario: fresh stand-ins, a fresh store, and the bridge between them. For one
/// thread.
final class Run implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration REST = Duration.ofMillis(500);
  // What comes after the last message: the marks in the store.
  private static final Duration AFTERWARDS = Duration.ofMillis(200);
  private static final Duration STANDSTILL = Duration.ofSeconds(60);

  private final Ground ground;
  private final Stage stage;
  private final Path folder;
  private final StoreConfig store;
  private final Addresses addresses;
  private final List<String> chats;
  private final List<Creator> creators;
  private final Map<String, RunningBridge> bridges = new LinkedHashMap<>();
  private long expected;
  private int published;

  /// @param profilePage how many notes a profile lists
  Run(Ground ground, int profilePage, int creators, int chats) {
    this(ground, profilePage, creators, chats, "telegram");
  }

  /// @param messenger `telegram` or `discord`
  Run(Ground ground, int profilePage, int creators, int chats, String messenger) {
    this(ground, ground.freshFolder(), profilePage, creators, chats, messenger, Optional.empty());
  }

  /// @param store for several nodes, empty
  Run(
      Ground ground,
      int profilePage,
      int creators,
      int chats,
      String messenger,
      StoreConfig.Postgres store) {
    this(ground, ground.freshFolder(), profilePage, creators, chats, messenger, Optional.of(store));
  }

  private Run(
      Ground ground,
      Path folder,
      int profilePage,
      int creators,
      int chats,
      String messenger,
      Optional<StoreConfig.Postgres> shared) {
    this.ground = ground;
    this.stage = ground.stage();
    this.folder = folder;
    this.store =
        shared
            .<StoreConfig>map(Function.identity())
            .orElseGet(() -> new StoreConfig.Sqlite(folder.resolve("bridge.db")));
    this.addresses = stage.open(profilePage, messenger);
    this.chats = stage.chats(chats);
    this.creators = stage.creators(creators);
    try (var seed = seed()) {
      seed.follow(addresses.rednote(), this.creators, this.chats);
    }
  }

  /// The store, while no bridge runs.
  Seed seed() {
    return new Seed(store, addresses.messenger());
  }

  List<String> chats() {
    return chats;
  }

  List<Creator> creators() {
    return creators;
  }

  Addresses addresses() {
    return addresses;
  }

  RunningBridge start(Settings settings) {
    var started = RunningBridge.start(folder, store, addresses, settings, ground.options());
    bridges.put(settings.node(), started);
    return started;
  }

  void kill() {
    bridges.values().forEach(RunningBridge::close);
    bridges.clear();
  }

  /// Kills one of several nodes.
  void kill(String node) {
    Optional.ofNullable(bridges.remove(node)).ifPresent(RunningBridge::close);
  }

  private void checkAlive() {
    bridges.values().forEach(RunningBridge::checkAlive);
  }

  /// Waits until so many profiles were looked at.
  ///
  /// @throws BenchException when there is no further look for a minute
  void awaitLooks(long count) {
    long before = -1;
    long lastNews = System.nanoTime();
    while (true) {
      long now = stage.count().looks();
      if (now >= count) {
        return;
      }
      if (now != before) {
        before = now;
        lastNews = System.nanoTime();
      } else if (System.nanoTime() - lastNews > STANDSTILL.toNanos()) {
        throw new BenchException(
            "The bridge has looked at %d profiles of %d and at no further one for %d seconds."
                .formatted(now, count, STANDSTILL.toSeconds()));
      }
      checkAlive();
      ground.pause(LOOK);
    }
  }

  /// Publishes the next notes of the first creator in one moment; each is due in every chat.
  List<String> publish(int count, boolean written) {
    var ids = stage.publish(creators.getFirst().id(), published + 1, count, written);
    published += count;
    expected += (long) count * chats.size();
    return ids;
  }

  /// The number of the last note that was published.
  int published() {
    return published;
  }

  /// Deliveries that are due altogether.
  long expected() {
    return expected;
  }

  /// More deliveries, which the store holds from the beginning.
  void expectAlso(int notes) {
    published += notes;
    expected += (long) notes * chats.size();
  }

  /// Waits until so many messages have arrived, or until none has come for a while.
  ///
  /// @return how many arrived
  long awaitArrived(long wanted, Duration patience) {
    long before = -1;
    long lastNews = System.nanoTime();
    while (true) {
      long now = stage.count().arrived();
      if (now >= wanted) {
        return now;
      }
      if (now != before) {
        before = now;
        lastNews = System.nanoTime();
        ground.progress().at(now, expected);
      } else if (System.nanoTime() - lastNews > patience.toNanos()) {
        return now;
      }
      checkAlive();
      ground.pause(LOOK);
    }
  }

  /// A burst from the answer that shows its notes to the last message.
  ///
  /// @param seconds not a number when not all arrived
  /// @param cpuSeconds of the bridge, of several the first
  record Burst(int deliveries, double seconds, double cpuSeconds, double peakMegabytes) {
    double perSecond() {
      return deliveries / seconds;
    }

    double cpuPerTenThousand() {
      return Double.isNaN(seconds) ? Double.NaN : cpuSeconds * 10_000 / deliveries;
    }
  }

  /// Publishes and waits until all has arrived.
  Burst burst(int notes, boolean written, Duration patience) {
    var running = bridges.values().iterator().next();
    var before = running.accounting();
    var ids = publish(notes, written);
    long arrived = awaitArrived(expected, patience);
    ground.pause(AFTERWARDS);
    var after = running.accounting();
    var shown = stage.looks().shown();
    long first =
        ids.stream().mapToLong(id -> shown.getOrDefault(id, Long.MAX_VALUE)).min().orElse(0);
    double seconds = arrived < expected ? Double.NaN : (lastMicros(stage.received()) - first) / 1e6;
    return new Burst(
        notes * chats.size(),
        seconds,
        after.cpuSeconds() - before.cpuSeconds(),
        after.peakMegabytes());
  }

  static long lastMicros(Map<String, Received> received) {
    return received.values().stream()
        .flatMap(got -> got.messages().stream())
        .mapToLong(Received.Message::micros)
        .max()
        .orElse(0);
  }

  /// What became of all that was published so far, over all chats.
  Judged judged() {
    var received = stage.received();
    var all = new ArrayList<Judged>();
    for (var chat : chats) {
      var got = Optional.ofNullable(received.get(chat)).map(Received::messages).orElse(List.of());
      all.add(Judged.of(got.stream().map(Received.Message::mark).toList(), 1, published));
    }
    return Judged.all(all);
  }

  /// The same, as soon as nothing is missing, or when nothing more has come for a while. Needed
  /// where a count of calls is all that is cheap: a call may be a repeat that showed no message.
  Judged judgedAtRest(Duration patience) {
    var judged = judged();
    long lastNews = System.nanoTime();
    while (judged.lost() > 0 && System.nanoTime() - lastNews < patience.toNanos()) {
      ground.pause(REST);
      var now = judged();
      if (now.lost() != judged.lost()) {
        lastNews = System.nanoTime();
      }
      judged = now;
    }
    return judged;
  }

  @Override
  public void close() {
    kill();
  }
}
