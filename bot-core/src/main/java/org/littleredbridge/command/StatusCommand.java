package org.littleredbridge.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.SourceSentence;
import org.littleredbridge.lease.Holdings;

/// `status`: how the gateway and this channel are doing; for those who run the bridge, where nobody
/// else reads, also the messengers and the communities that wait to be admitted; for others in
/// private, under which name they could be listed among the operators.
final class StatusCommand implements Command {
  private static final int MOST_WAITING = 20;

  private final Desk desk;

  StatusCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public boolean free() {
    return true;
  }

  @Override
  public String run(Call call) {
    var lines = new ArrayList<String>();
    var sentences = new SourceSentence(desk.wording());
    for (var guard : desk.sources().guards()) {
      lines.add(sentences.say(call.language(), guard.health(), guard.account()));
      lines.add(call.say("status.budget", guard.spentToday(), guard.limits().dailyCeiling()));
      if (guard.isQuiet()) {
        guard.limits().quiet().ifPresent(hours -> lines.add(call.say("status.quiet", hours.to())));
      }
    }
    var kept = desk.kept();
    lines.add(call.say("status.follows", kept.subscriptions().of(call.channel()).size()));
    lines.add(
        call.say("status.waiting", kept.outbox().waiting(call.channel()), kept.outbox().waiting()));
    var spent = new SpentWords(desk.translations());
    lines.addAll(spent.here(call));
    Pauses.of(call).ifPresent(lines::add);
    if (call.given().answerTo().isPrivate() && !isOperator(call)) {
      lines.add(
          call.say("status.you", call.channel().messenger() + ":" + call.given().member().id()));
    }
    if (desk.people().rights().runsTheBridge(call.channel(), call.member()) && isAlone(call)) {
      lines.addAll(forOperators(call));
    }
    return String.join("\n", lines);
  }

  /// In an operator's private chat: a button for the code of each account that is logged out.
  @Override
  public List<Action> actions(Event.Command given) {
    var own =
        desk.people()
            .admission()
            .isOperatorsOwn(given.community(), given.channel(), given.member());
    return own
        ? loggedOut()
            .<Action>map(guard -> new Action.LoginCode(guard.account()))
            .distinct()
            .toList()
        : List.of();
  }

  private Stream<GuardedPlatform> loggedOut() {
    return desk.sources().guards().stream()
        .filter(Desk::givesCodes)
        .filter(guard -> guard.health().state() == SourceHealth.State.LOGIN_REQUIRED);
  }

  /// In the browser only those read who run the bridge.
  private boolean isAlone(Call call) {
    var event = call.given();
    return event.answerTo().isPrivate()
        || !isOperator(call)
        || desk.people()
            .admission()
            .isOperatorsOwn(event.community(), event.channel(), event.member());
  }

  private boolean isOperator(Call call) {
    return desk.people().rights().isOperator(call.channel().messenger(), call.member().id());
  }

  private List<String> forOperators(Call call) {
    var lines = new ArrayList<String>();
    if (actions(call.given()).isEmpty() && loggedOut().findAny().isPresent()) {
      lines.add(call.say("login.where"));
    }
    var closed = desk.kept().channels().pausedCount();
    if (closed > 0) {
      lines.add(call.say("status.closed", closed));
    }
    desk.people().messengers().forEach(m -> lines.add(line(call, m)));
    lines.addAll(new SpentWords(desk.translations()).inAll(call));
    desk.nodes().ifPresent(nodes -> lines.addAll(nodes(call, nodes)));
    var waiting =
        desk.people().admission().asks()
            ? desk.kept().communities().all().stream()
                .filter(known -> known.state() == Communities.State.ASKED)
                .toList()
            : List.<Communities.Known>of();
    if (!waiting.isEmpty()) {
      lines.add(call.say("status.admit", waiting.size()));
      waiting.stream()
          .limit(MOST_WAITING)
          .map(known -> known.community())
          .forEach(c -> lines.add("• " + Entrance.name(c) + " — /admit " + c.key()));
    }
    return lines;
  }

  private static List<String> nodes(Call call, Holdings nodes) {
    var byNode =
        nodes.holders().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
    nodes.living().forEach(node -> byNode.computeIfAbsent(node, _ -> new TreeSet<>()));
    return byNode.entrySet().stream()
        .map(node ->
            node.getValue().isEmpty()
                ? call.say("status.node-idle", node.getKey())
                : call.say("status.node", node.getKey(), String.join(", ", node.getValue())))
        .toList();
  }

  private String line(Call call, Messenger messenger) {
    var elsewhere = Elsewhere.of(desk.nodes(), messenger);
    if (elsewhere.isPresent()) {
      return call.say("status.elsewhere", messenger.name(), elsewhere.get());
    }
    var state = messenger.state();
    return state.mood() == MessengerState.Mood.WELL
        ? call.say("status.messenger-well", messenger.name())
        : call.say("status.messenger", messenger.name(), state.sentence());
  }
}
