package org.littleredbridge.health;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;

/// A platform that is asked only while this node may: right before each request, since a caller may
/// have waited long for its turn. Else nothing leaves, and the caller gets [LeaseLostException].
public final class LeasedPlatform implements NotePlatform {
  private final NotePlatform inner;
  private final String lease;
  private final BooleanSupplier held;

  /// @param lease its name
  /// @param held whether this node may use it now
  public LeasedPlatform(NotePlatform inner, String lease, BooleanSupplier held) {
    this.inner = inner;
    this.lease = lease;
    this.held = held;
  }

  private <T> T whileHeld(Supplier<T> request) {
    checkOpen();
    return request.get();
  }

  @Override
  public void checkOpen() {
    if (!held.getAsBoolean()) {
      throw new LeaseLostException(lease);
    }
  }

  @Override
  public long extraRequests() {
    return inner.extraRequests();
  }

  @Override
  public PlatformCapabilities capabilities() {
    return inner.capabilities();
  }

  @Override
  public LoginState login() {
    return whileHeld(inner::login);
  }

  @Override
  public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
    return whileHeld(() -> inner.latest(feed, token));
  }

  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    return whileHeld(() -> inner.detail(note, depth));
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return whileHeld(() -> inner.comment(note, text));
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return whileHeld(() -> inner.reply(note, to, text));
  }

  @Override
  public List<? extends Card> search(String words, SearchFilters filters) {
    return whileHeld(() -> inner.search(words, filters));
  }

  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return whileHeld(() -> inner.notifications(kind, most));
  }

  @Override
  public Unread unread() {
    return whileHeld(inner::unread);
  }

  @Override
  public Optional<LoginCode> loginCode() {
    return whileHeld(inner::loginCode);
  }
}
