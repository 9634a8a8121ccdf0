package org.littleredbridge.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.littleredbridge.lease.Holding.Moment;
import org.littleredbridge.lease.Holding.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The leases of this node: takes its share, renews them, gives back what others lack, and lets the
/// work of each begin and end. A thread of its own does that, so that nothing slow comes between.
public final class Holdings implements AutoCloseable {
  /// What is done under leases.
  public interface Work {
    /// Begins what a lease allows; called on a thread of the lease's own. Nothing may be begun when
    /// the holding is no longer believed.
    Running begin(Duty duty, Holding holding);

    /// After each look: the names of all leases that any node holds. Must return at once.
    default void looked(Set<String> held) {}
  }

  /// Work that has begun.
  public interface Running {
    /// Begins nothing more and waits until what is in flight has ended; should take some seconds at
    /// most.
    void end();
  }

  private static final Logger log = LoggerFactory.getLogger(Holdings.class);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LAST_WORK = Duration.ofSeconds(40);
  // A round trip to the store, and a hurry on this machine.
  private static final int MARGIN_PART = 6;

  private final Leases leases;
  private final Leases.Node node;
  private final Supplier<List<Duty>> duties;
  private final boolean guest;
  private final Watch watch;
  private final Duration good;
  private final Duration beat;
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, Tenure> tenures = new ConcurrentHashMap<>();
  private final Map<String, Long> freeSince = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("leases").daemon().unstarted(this::run);
  private volatile Map<String, String> holders = Map.of();
  private volatile Set<String> living = Set.of();
  private volatile Set<String> known = Set.of();
  private volatile Work work = (_, _) -> () -> {};
  private volatile boolean closing;
  private volatile boolean stopped;
  private boolean reached = true;

  /// @param duties all that this node could do now; asked every second, so it must answer at once
  public Holdings(Leases leases, Leases.Node node, Supplier<List<Duty>> duties) {
    this(leases, node, duties, false, Watch.REAL);
  }

  /// Of a process that wants a lease only while nobody has it: the nodes do not count it as one of
  /// them, and give it nothing.
  public static Holdings ofGuest(Leases leases, Leases.Node node, Supplier<List<Duty>> duties) {
    return new Holdings(leases, node, duties, true, Watch.REAL);
  }

  private Holdings(
      Leases leases, Leases.Node node, Supplier<List<Duty>> duties, boolean guest, Watch watch) {
    this.guest = guest;
    this.leases = leases;
    this.node = node;
    this.duties = duties;
    this.watch = watch;
    good = leases.length().minus(leases.length().dividedBy(MARGIN_PART));
    beat = leases.length().dividedBy(3);
  }

  /// Joins the other nodes and begins to take leases; the work of those that are free for this node
  /// has begun when this returns. Waits for a former process of this id that died a moment ago, for
  /// at most twice the length of a lease.
  ///
  /// @throws NodeTakenException when another process lives under this node's id
  public void start(Work work) {
    join();
    this.work = work;
    round();
    thread.start();
    tenures.values().forEach(Tenure::awaitBegun);
  }

  private void join() {
    var end = watch.now().atNanos() + leases.length().multipliedBy(2).toNanos();
    while (true) {
      try {
        leases.renew(node, Set.of(), Set.of());
        return;
      } catch (NodeTakenException e) {
        if (watch.now().atNanos() - end >= 0 || !waited(SECOND.dividedBy(4))) {
          throw e;
        }
      }
    }
  }

  /// This node's id.
  public String node() {
    return node.id();
  }

  /// The lease of a name, while this node may use it.
  public Optional<Lease> lease(String name) {
    return Optional.ofNullable(tenures.get(name))
        .map(Tenure::holding)
        .filter(Holding::isBelieved)
        .map(Holding::lease);
  }

  /// The names of all leases that this node may use now, sorted.
  public List<String> held() {
    return tenures.keySet().stream().filter(name -> lease(name).isPresent()).sorted().toList();
  }

  /// The names of all leases that anybody held at the last look, each with its node.
  public Map<String, String> holders() {
    return holders;
  }

  /// The nodes that lived at the last look.
  public Set<String> living() {
    return living;
  }

  /// Which node held a lease at the last look.
  public Optional<String> holder(String name) {
    return Optional.ofNullable(holders.get(name));
  }

  /// A lease may be free, or something has changed: looks at once.
  public void wake() {
    bell.release();
  }

  private void run() {
    while (!stopped) {
      try {
        var next = round();
        rest(next);
      } catch (RuntimeException | Error e) {
        // Without this thread nothing is ever done again.
        log.atError().setCause(e).log("looking after the leases failed");
        waited(SECOND);
      }
    }
  }

  /// @return when the next one is wanted
  private Duration round() {
    var possible = possible();
    known = possible.keySet();
    var asked = watch.now();
    try {
      var picture = leases.renew(node, takesNothing() ? Set.of() : possible.keySet(), heldNow());
      reached();
      holders = picture.holders();
      living = picture.nodes().keySet();
      tell();
      tenures.values().forEach(tenure -> tenure.looked(picture.renewed(), asked, good));
      drop(possible.keySet());
      if (!closing) {
        take(picture, possible);
        giveAway(picture);
      }
      expire();
      return picture.nextEnd().filter(end -> end.compareTo(beat) < 0).orElse(beat);
    } catch (NodeTakenException e) {
      unreached(e);
      tenures.values().forEach(Tenure::lost);
    } catch (RuntimeException e) {
      unreached(e);
    }
    expire();
    return beat.compareTo(SECOND) < 0 ? beat : SECOND;
  }

  /// Others neither count on this node nor give it anything.
  private boolean takesNothing() {
    return guest || closing;
  }

  private Map<String, Duty> possible() {
    return duties.get().stream()
        .collect(
            Collectors.toMap(Duty::lease, Function.identity(), (a, _) -> a, LinkedHashMap::new));
  }

  private Set<Lease> heldNow() {
    return tenures.values().stream()
        .filter(Tenure::isMine)
        .map(tenure -> tenure.holding().lease())
        .collect(Collectors.toSet());
  }

  /// What nobody believes in any more is over, whatever the store will say of it.
  private void expire() {
    tenures.values().stream()
        .filter(tenure -> !tenure.holding().isBelieved())
        .forEach(Tenure::lost);
  }

  /// What this node cannot do any more, others may.
  private void drop(Set<String> possible) {
    tenures.forEach((name, tenure) -> {
      if (!possible.contains(name)) {
        tenure.end();
      }
    });
  }

  private void take(Leases.Picture picture, Map<String, Duty> possible) {
    var free =
        possible.values().stream()
            // One that this process failed to give back may be taken anew.
            .filter(duty -> picture.holder(duty.lease()).filter(this::isOther).isEmpty())
            .filter(duty -> !tenures.containsKey(duty.lease()))
            .toList();
    freeSince.keySet().retainAll(free.stream().map(Duty::lease).toList());
    var fair = new Share(picture, node.id()).fair();
    for (var duty : free) {
      var asked = watch.now();
      var since = freeSince.computeIfAbsent(duty.lease(), _ -> asked.atNanos());
      // Beyond the share only what nobody else has taken for a while.
      if (tenures.size() < fair || asked.atNanos() - since > patience()) {
        take(duty, asked);
      }
    }
  }

  private boolean isOther(String holder) {
    return !holder.equals(node.id());
  }

  private void take(Duty duty, Moment asked) {
    try {
      leases.take(node, duty).ifPresent(lease -> begin(duty, lease, asked));
    } catch (RuntimeException e) {
      // Somebody holds its row and does not go on: the others can be had all the same.
      log.atWarn()
          .addKeyValue("lease", duty.lease())
          .addKeyValue("reason", e.getMessage())
          .log("lease could not be taken");
    }
  }

  private long patience() {
    return 2 * (beat.compareTo(SECOND) < 0 ? beat : SECOND).toNanos();
  }

  private void begin(Duty duty, Lease lease, Moment asked) {
    var holding = new Holding(lease, watch, asked, good);
    var tenure = new Tenure(leases, duty, holding, work, this::over);
    tenures.put(lease.name(), tenure);
    log.atInfo()
        .addKeyValue("lease", lease.name())
        .addKeyValue("fence", lease.fence())
        .log("lease taken");
    tenure.start();
  }

  private void over(Tenure tenure) {
    tenures.remove(tenure.duty().lease(), tenure);
    wake();
  }

  /// One at a time, and not while something is free that the poor could take.
  private void giveAway(Leases.Picture picture) {
    var mine = tenures.values().stream().filter(tenure -> !tenure.isEnding()).toList();
    if (mine.size() < tenures.size() || !picture.holders().keySet().containsAll(known)) {
      return;
    }
    var names = mine.stream().map(tenure -> tenure.duty().lease()).toList();
    new Share(picture, node.id()).surplus(names).map(tenures::get).ifPresent(Tenure::end);
  }

  private void tell() {
    try {
      work.looked(holders.keySet());
    } catch (RuntimeException e) {
      // Whoever does not want to know must not cost us the leases.
      log.atError().setCause(e).log("who holds what could not be told");
    }
  }

  private void reached() {
    if (!reached) {
      reached = true;
      log.atInfo().log("the leases are looked after again");
    }
  }

  private void unreached(RuntimeException e) {
    if (reached) {
      reached = false;
      log.atError()
          .addKeyValue("reason", e.getMessage())
          .log("This node cannot renew its leases and stops working until it can.");
    }
  }

  /// Waits for the time, a ring, or that there is more or less to do than before.
  private void rest(Duration longest) {
    var end = watch.now().atNanos() + longest.toNanos();
    while (!stopped && possible().keySet().equals(known)) {
      var left = Math.min(end - watch.now().atNanos(), SECOND.toNanos());
      if (left <= 0 || rung(left)) {
        return;
      }
    }
  }

  private boolean rung(long nanos) {
    try {
      if (!bell.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        return false;
      }
      bell.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    return true;
  }

  /// @return whether nobody interrupted
  private boolean waited(Duration length) {
    rung(length.toNanos());
    return !stopped;
  }

  /// Ends all work, what is in flight included, and gives each lease back as soon as its work has
  /// ended; the others are woken then. Takes as long as the work, but less than a minute.
  @Override
  public void close() {
    closing = true;
    var end = System.nanoTime() + LAST_WORK.toNanos();
    try {
      while (!tenures.isEmpty() && end - System.nanoTime() > 0) {
        // One may have been taken in the last moment.
        tenures.values().forEach(Tenure::end);
        for (var tenure : List.copyOf(tenures.values())) {
          tenure.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
      }
      stopped = true;
      wake();
      if (thread.getState() != Thread.State.NEW) {
        thread.join(SECOND.multipliedBy(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped = true;
    leave();
  }

  private void leave() {
    try {
      leases.leave(node);
    } catch (RuntimeException e) {
      // They run out by themselves.
      log.atInfo().addKeyValue("reason", e.getMessage()).log("leases could not be given back");
    }
  }
}
