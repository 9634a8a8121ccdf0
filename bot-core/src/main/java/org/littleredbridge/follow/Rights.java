package org.littleredbridge.follow;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Messenger;

/// Who may do what. Thread-safe.
public final class Rights {
  private final Map<String, Messenger> messengers;
  private final Operators operators;

  public Rights(List<Messenger> messengers, Operators operators) {
    this.messengers =
        messengers.stream().collect(Collectors.toMap(Messenger::name, Function.identity()));
    this.operators = operators;
  }

  /// Whether a member may change what a channel gets. Operators may everywhere. Asks the service
  /// when it did not say.
  ///
  /// @throws ChatException when it cannot be found out
  public boolean mayManage(ChannelId channel, Member member) {
    return isOperator(channel.messenger(), member.id())
        || switch (member.standing()) {
          case MANAGES -> true;
          case TAKES_PART -> false;
          case NOT_SAID -> messenger(channel).manages(channel, member);
        };
  }

  /// Whether the configuration names this person.
  public boolean isOperator(String messenger, String memberId) {
    return operators.has(messenger, memberId);
  }

  /// Whether this person decides for the whole bridge: an operator, or who has the page in the
  /// browser open.
  public boolean runsTheBridge(ChannelId channel, Member member) {
    return isOperator(channel.messenger(), member.id())
        || (channel.messenger().equals(Admission.BROWSER)
            && member.standing() == Member.Standing.MANAGES);
  }

  /// Whether this person may send a stopped gateway on its way again: who runs the bridge, and who
  /// manages a channel where nobody is named to run it.
  public boolean mayResume(ChannelId channel, Member member) {
    return runsTheBridge(channel, member) || (operators.none() && mayManage(channel, member));
  }

  private Messenger messenger(ChannelId channel) {
    var messenger = messengers.get(channel.messenger());
    if (messenger == null) {
      throw new ChatException(
          new ChatFailure.Unavailable("no messenger of the name " + channel.messenger() + " runs"));
    }
    return messenger;
  }
}
