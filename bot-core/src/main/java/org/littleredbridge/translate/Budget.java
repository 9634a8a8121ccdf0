package org.littleredbridge.translate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What may be sent to paid engines in a day: by one engine, for one community, and in all. What
/// several communities share is paid by the one that asked first. Thread-safe.
public final class Budget {
  /// Whose name the account of everything has.
  public static final String ALL = "all";

  /// The most a day, in code points of what is sent; missing: as much as there is.
  ///
  /// @param engines by the engine's name
  public record Limits(Optional<Long> all, Optional<Long> community, Map<String, Long> engines) {
    /// No limits; what was sent is counted all the same.
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Map.of());

    public Limits {
      engines = Map.copyOf(engines);
    }
  }

  private record Spent(LocalDate day, String account) {}

  private final Spending spending;
  private final Limits limits;
  private final TranslationWatch watch;
  private final Clock clock;
  private final Set<Spent> spent = ConcurrentHashMap.newKeySet();

  public Budget(Spending spending, Limits limits, TranslationWatch watch, Clock clock) {
    this.spending = spending;
    this.limits = limits;
    this.watch = watch;
    this.clock = clock;
  }

  public Limits limits() {
    return limits;
  }

  /// Characters sent today by account.
  public Map<String, Long> today() {
    return spending.of(today(clock));
  }

  public static String engine(String name) {
    return "engine:" + name;
  }

  public static String community(String key) {
    return "community:" + key;
  }

  /// Whether a paid engine would most likely be refused to this community today. Asks nobody.
  boolean isSpent(Optional<String> community) {
    var day = today(clock);
    spent.removeIf(one -> !one.day().equals(day));
    return spent.contains(new Spent(day, ALL))
        || community.filter(key -> spent.contains(new Spent(day, community(key)))).isPresent();
  }

  /// Pays before a call; empty when there is no room for it.
  Optional<Charge> charge(Engine engine, Optional<String> community, long characters) {
    var day = today(clock);
    if (!engine.metered()) {
      return Optional.of(new Charge(day, List.of(), characters));
    }
    var accounts = new ArrayList<Spending.Account>();
    accounts.add(account(ALL, limits.all()));
    accounts.add(
        account(engine(engine.name()), Optional.ofNullable(limits.engines().get(engine.name()))));
    community.ifPresent(key -> accounts.add(account(community(key), limits.community())));
    var refused = spending.charge(day, accounts, characters);
    refused.ifPresent(account -> {
      if (spent.add(new Spent(day, account.name()))) {
        watch.budgetSpent(account, day);
      }
    });
    return refused.isPresent()
        ? Optional.empty()
        : Optional.of(new Charge(day, accounts, characters));
  }

  void refund(Charge charge) {
    if (!charge.accounts().isEmpty()) {
      spending.refund(charge.day(), charge.accounts(), charge.characters());
    }
  }

  private static Spending.Account account(String name, Optional<Long> limit) {
    return new Spending.Account(name, limit.orElse(Long.MAX_VALUE));
  }

  private static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), clock.getZone());
  }
}
