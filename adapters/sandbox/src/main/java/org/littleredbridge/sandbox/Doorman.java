package org.littleredbridge.sandbox;

/// Lets a call through to a note, or says why not as the gateway does. First come the faults that
/// hold for the whole account, then the note's own state, then the token.
final class Doorman {
  private final World world;
  private final Tokens tokens;
  private final Faults faults;
  private final PlatformState state;

  Doorman(World world, Tokens tokens, Faults faults) {
    this.world = world;
    this.tokens = tokens;
    this.faults = faults;
    this.state = new PlatformState(faults);
  }

  boolean loggedIn() {
    return state.loggedIn();
  }

  /// The account's own troubles; `id` is the note or person asked for, or "".
  void check(Operation operation, String id) {
    state.check(operation, id);
  }

  World.Page open(Operation operation, String note, String token) {
    check(operation, note);
    var page =
        world
            .page(note)
            .orElseThrow(
                () -> operation.failed("feed %s not found in noteDetailMap".formatted(note)));
    if (page.takenDown()) {
      throw operation.failed("笔记不可访问: " + whyGone());
    }
    if (operation == Operation.DETAIL && faults.take(Fault.DETAIL_MISSING)) {
      throw operation.failed("没有捕获到 feed 详情数据");
    }
    if (!tokens.accepts(note, token, faults.tokensGoodSince())) {
      throw operation.failed("笔记不可访问: 当前笔记暂时无法浏览");
    }
    return page;
  }

  private String whyGone() {
    if (faults.on(Fault.GONE_AS_PRIVATE)) {
      return "仅作者可见";
    }
    return faults.on(Fault.GONE_AS_VIOLATION) ? "该内容因违规已被删除" : "该笔记已被删除";
  }
}
