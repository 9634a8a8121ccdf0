package org.littleredbridge.command;

import java.time.Clock;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.SourceSentence;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the code to log an account in sent to an operator, in the private chat and nowhere else:
/// whoever scans it decides which account that is.
final class LoginCodePress {
  private static final Logger log = LoggerFactory.getLogger(LoginCodePress.class);

  private final Desk desk;
  private final Rights rights;
  private final Admission admission;
  private final Outbox outbox;
  private final Wording wording;
  private final Clock clock;

  LoginCodePress(Desk desk) {
    this.desk = desk;
    this.rights = desk.people().rights();
    this.admission = desk.people().admission();
    this.outbox = desk.kept().outbox();
    this.wording = desk.wording();
    this.clock = desk.clock();
  }

  String run(Pressed pressed, String account) {
    var event = pressed.event();
    var member = event.member();
    var messenger = event.channel().messenger();
    if (!rights.isOperator(messenger, member.id())) {
      log.atWarn()
          .addKeyValue("by", messenger + ":" + member.id())
          .log("somebody who is no operator asked for a code to log in");
      return pressed.say("login.not-operator");
    }
    if (!admission.isOperatorsOwn(event.community(), event.channel(), member)) {
      return pressed.say("login.not-here");
    }
    var guard = desk.givesCodes(account);
    if (guard.isEmpty()) {
      return pressed.say("login.unknown");
    }
    var health = guard.get().health();
    if (health.state() != SourceHealth.State.LOGIN_REQUIRED) {
      return new SourceSentence(wording).say(pressed.reader(), health, account);
    }
    var comes = pressed.say("login.comes", account);
    // The answer that the desk leaves, under its key, but now: it must not come after the code.
    desk.answers().say(event.answerTo(), Optional.empty(), comes, "press:" + event.id());
    outbox.add(
        ChannelId.person(messenger, member.id()),
        new Cargo.LoginCode(account),
        "login-code:" + event.id(),
        clock.instant());
    desk.wake().run();
    return comes;
  }
}
