package org.littleredbridge.chat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A listener that keeps what it heard, for tests of messengers.
public final class Heard implements Messenger.Listener {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile Consumer<Event> before = _ -> {};
  private volatile List<Suggestion> suggestions = List.of();
  private volatile List<MenuEntry> menu = List.of();

  /// Listens on all connections of a messenger.
  ///
  /// @return what stops that
  public Messenger.Listening on(Messenger messenger) {
    return on(messenger, this);
  }

  /// As [#on(Messenger)], for another listener.
  public static Messenger.Listening on(Messenger messenger, Messenger.Listener listener) {
    var open =
        messenger.connections().stream()
            .map(connection -> messenger.listen(connection, listener))
            .toList();
    return () -> open.forEach(Messenger.Listening::close);
  }

  @Override
  public void happened(Event event) {
    before.accept(event);
    events.add(event);
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String typed) {
    return suggestions;
  }

  /// Whether it names `rednote.com`.
  @Override
  public boolean mayLink(String text) {
    return text.contains("rednote.com");
  }

  @Override
  public List<MenuEntry> menu() {
    return menu;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /// Runs before an event is kept; what it throws keeps the event from being confirmed.
  public void before(Consumer<Event> hook) {
    before = hook;
  }

  public void suggests(List<Suggestion> now) {
    suggestions = List.copyOf(now);
  }

  public void offers(List<MenuEntry> now) {
    menu = List.copyOf(now);
  }
}
