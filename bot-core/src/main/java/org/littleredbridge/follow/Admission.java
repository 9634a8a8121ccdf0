package org.littleredbridge.follow;

import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;

/// Which communities may spend the account. Thread-safe; asks the store alone.
public final class Admission {
  /// The messenger of the browser: whoever opens its page runs the bridge.
  static final String BROWSER = "web";

  /// How a community stands.
  public enum Answer {
    ADMITTED,
    /// No operator has decided yet.
    WAITING,
    DECLINED
  }

  private final Communities communities;
  private final Operators operators;
  private final boolean open;

  /// @param open whether everybody is admitted whom no operator has turned away
  public Admission(Communities communities, Operators operators, boolean open) {
    this.communities = communities;
    this.operators = operators;
    this.open = open;
  }

  /// Whether a community waits until an operator has decided.
  public boolean asks() {
    return !open;
  }

  public boolean anybodyToAsk() {
    return !operators.none();
  }

  /// @param channel where something happened
  /// @param member who did it
  public Answer of(Community community, ChannelId channel, Member member) {
    return isOperatorsOwn(community, channel, member) ? Answer.ADMITTED : of(community);
  }

  /// Whether nobody decides about this community: the browser's.
  public boolean isAlwaysAdmitted(Community community) {
    return community.messenger().equals(BROWSER);
  }

  /// How a community stands, whoever asks.
  public Answer of(Community community) {
    if (isAlwaysAdmitted(community)) {
      return Answer.ADMITTED;
    }
    var state = communities.find(community.key()).map(Communities.Known::state);
    if (state.isEmpty()) {
      return open ? Answer.ADMITTED : Answer.WAITING;
    }
    return switch (state.get()) {
      case APPROVED -> Answer.ADMITTED;
      case DECLINED -> Answer.DECLINED;
      case ASKED -> open ? Answer.ADMITTED : Answer.WAITING;
    };
  }

  /// Whether this is the private chat of the operator who speaks.
  public boolean isOperatorsOwn(Community community, ChannelId channel, Member member) {
    return operators.has(community.messenger(), member.id()) && isOwn(community, channel, member);
  }

  /// Whether this is the private chat of the person who speaks.
  public boolean isOwn(Community community, ChannelId channel, Member member) {
    return names(community.id(), member) || names(channel.chat(), member);
  }

  /// The private chat with a person is called by that person's id.
  private static boolean names(String place, Member member) {
    return place.equals(member.id()) || place.equals("@" + member.id());
  }
}
