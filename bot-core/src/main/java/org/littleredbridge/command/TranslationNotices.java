package org.littleredbridge.command;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Community;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.health.AdminNotices;
import org.littleredbridge.translate.Budget;
import org.littleredbridge.translate.Spending;
import org.littleredbridge.translate.TranslationWatch;
import org.littleredbridge.wording.Wording;

/// Tells what became of paid translation, each matter once a day: operators of keys, quotas and the
/// budgets that they set, a community of its own budget. Thread-safe.
public final class TranslationNotices implements TranslationWatch {
  /// Where communities are told.
  ///
  /// @param wake called when there is something to deliver
  public record Places(
      Settings settings, Outbox outbox, ChannelLanguage languages, Runnable wake) {}

  private static final String COMMUNITY = Budget.community("");
  private static final String ENGINE = Budget.engine("");

  private final AdminNotices operators;
  private final Places places;
  private final Wording wording;
  private final Clock clock;

  public TranslationNotices(AdminNotices operators, Places places, Wording wording, Clock clock) {
    this.operators = operators;
    this.places = places;
    this.wording = wording;
    this.clock = clock;
  }

  @Override
  public void keyRefused(String engine) {
    tell("key", "notice.engine-key", engine);
  }

  @Override
  public void quotaSpent(String engine) {
    tell("quota", "notice.engine-quota", engine);
  }

  @Override
  public void budgetSpent(Spending.Account account, LocalDate day) {
    var name = account.name();
    if (name.startsWith(COMMUNITY)) {
      tellCommunity(name.substring(COMMUNITY.length()), account.limit(), day);
    } else if (name.startsWith(ENGINE)) {
      var engine = name.substring(ENGINE.length());
      operators.ask(
          "engine:" + engine + ":budget:" + day,
          language -> wording.say(language, "notice.budget-engine", engine, account.limit()),
          List.of());
    } else {
      operators.ask(
          "engine:all:budget:" + day,
          language -> wording.say(language, "notice.budget-all", account.limit()),
          List.of());
    }
  }

  private void tell(String what, String key, String engine) {
    var day = LocalDate.ofInstant(clock.instant(), clock.getZone());
    operators.ask(
        "engine:" + engine + ":" + what + ":" + day,
        language -> wording.say(language, key, engine),
        List.of());
  }

  private void tellCommunity(String key, long limit, LocalDate day) {
    var words = key.split(":", 2);
    if (words.length < 2) {
      return;
    }
    var home = new CommunityPlaces(places.settings()).home(new Community(words[0], words[1], ""));
    home.ifPresent(place -> {
      var text = wording.say(places.languages().of(place), "notice.budget-community", limit);
      var notice = new Cargo.Notice(text, Optional.empty());
      if (places.outbox().add(place, notice, "budget:" + key + ":" + day, clock.instant())) {
        places.wake().run();
      }
    });
  }
}
