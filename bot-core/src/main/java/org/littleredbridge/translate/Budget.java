package org.littleredbridge.translate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger log = LoggerFactory.getLogger(Budget.class);

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
    var own = Optional.ofNullable(limits.engines().get(engine.name()));
    if (!engine.metered() && own.isEmpty()) {
      return Optional.of(new Charge(day, List.of(), characters));
    }
    var accounts = new ArrayList<Spending.Account>();
    if (engine.metered()) {
      accounts.add(account(ALL, limits.all()));
    }
    accounts.add(account(engine(engine.name()), own));
    if (engine.metered()) {
      community.ifPresent(key -> accounts.add(account(community(key), limits.community())));
    }
    var refused = spending.charge(day, accounts, characters);
    refused.ifPresent(account -> {
      tell(account, day);
    });
    return refused.isPresent()
        ? Optional.empty()
        : Optional.of(new Charge(day, accounts, characters));
  }

  private void tell(Spending.Account account, LocalDate day) {
    var one = new Spent(day, account.name());
    if (spent.add(one)) {
      try {
        watch.budgetSpent(account, day);
      } catch (RuntimeException e) {
        // The next refusal tells it; a note must not wait for a notice.
        spent.remove(one);
        log.atWarn().addKeyValue("account", account.name()).setCause(e).log("notice not stored");
      }
    }
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
