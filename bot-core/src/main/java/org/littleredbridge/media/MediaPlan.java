package org.littleredbridge.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;

/// Which media of a note go along to a channel, and in which order.
///
/// Pictures go in the creator's order, as many as the channel takes; after them what moves of live
/// photos, where there is room left. A video goes as its stream; as its cover when the stream is
/// not known, does not fit, or cannot be had.
public final class MediaPlan {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// One attachment: what is wanted, and what goes in its place when that fails.
  private record Slot(Media wanted, Optional<Media> instead) {}

  /// A media that does not go along.
  ///
  /// @param reason a clear one, without addresses
  public record LeftOut(Media media, String reason) {}

  /// What came of a plan.
  ///
  /// @param files to attach, in order
  public record Resolved(List<MediaFile> files, List<LeftOut> leftOut) {
    public Resolved {
      files = List.copyOf(files);
      leftOut = List.copyOf(leftOut);
    }
  }

  private final List<Slot> slots;
  private final int beyond;
  private final long maxBytes;
  private final Set<String> pictures;

  private MediaPlan(List<Slot> slots, int beyond, long maxBytes, Set<String> pictures) {
    this.slots = slots;
    this.beyond = beyond;
    this.maxBytes = maxBytes;
    this.pictures = Set.copyOf(pictures);
  }

  /// @param maxAttachments how many files the channel takes, 0 for none
  /// @param maxBytes the largest file that the channel takes, in bytes
  /// @param pictures content types of the pictures that it shows; others go as JPEG
  public static MediaPlan of(
      Content content, int maxAttachments, long maxBytes, Set<String> pictures) {
    var every =
        switch (content) {
          case Content.Slideshow(var all) ->
              Stream.concat(of(Media.Kind.PICTURE, all), of(Media.Kind.VIDEO, all))
                  .map(media -> new Slot(media, Optional.empty()))
                  .toList();
          case Content.Video(var cover, var stream, var _) ->
              stream
                  .map(known -> new Slot(known, cover))
                  .or(() -> cover.map(picture -> new Slot(picture, Optional.empty())))
                  .stream()
                  .toList();
        };
    var fitting = every.stream().limit(Math.max(0, maxAttachments)).toList();
    var beyond = every.stream().skip(fitting.size()).map(Slot::wanted).toList();
    var stills =
        content instanceof Content.Slideshow ? of(Media.Kind.PICTURE, beyond) : beyond.stream();
    return new MediaPlan(fitting, (int) stills.count(), maxBytes, pictures);
  }

  private static Stream<Media> of(Media.Kind kind, List<Media> all) {
    return all.stream().filter(media -> media.kind() == kind);
  }

  /// What is wanted, in order.
  public List<Media> media() {
    return slots.stream().map(Slot::wanted).toList();
  }

  /// How many media of the note the channel has no room for; what moves of live photos is not
  /// counted.
  public int beyond() {
    return beyond;
  }

  /// The same without the first `media` of it.
  public MediaPlan after(int media) {
    return new MediaPlan(slots.stream().skip(media).toList(), beyond, maxBytes, pictures);
  }

  /// Gets the files, side by side. What fails, is too large or takes too long is left out; never
  /// throws because of a file. Blocks for half a minute at most: a slow media host must not hold up
  /// the words.
  public Resolved resolve(MediaCache cache) {
    return together(each(cache));
  }

  /// As [#resolve(MediaCache)], for several messages.
  ///
  /// @param size how many media each message is for; which ones does not depend on what can be had
  public List<Resolved> resolve(MediaCache cache, int size) {
    return each(cache).stream()
        .gather(Gatherers.windowFixed(Math.max(1, size)))
        .map(MediaPlan::together)
        .toList();
  }

  private static Resolved together(List<Resolved> some) {
    return new Resolved(
        some.stream().flatMap(one -> one.files().stream()).toList(),
        some.stream().flatMap(one -> one.leftOut().stream()).toList());
  }

  private List<Resolved> each(MediaCache cache) {
    if (slots.isEmpty()) {
      return List.of();
    }
    var tasks =
        slots.stream().map(slot -> (Callable<Resolved>) () -> resolve(slot, cache)).toList();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = workers.invokeAll(tasks, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return IntStream.range(0, slots.size())
          .mapToObj(i -> outcome(done.get(i), slots.get(i)))
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return slots.stream().map(slot -> left(slot, "the bridge is stopping")).toList();
    }
  }

  private static Resolved outcome(Future<Resolved> done, Slot slot) {
    return switch (done.state()) {
      case SUCCESS -> done.resultNow();
      case FAILED -> left(slot, "fault of the bridge: " + done.exceptionNow());
      case CANCELLED, RUNNING -> left(slot, "it took longer than " + PATIENCE.toSeconds() + " s");
    };
  }

  private static Resolved left(Slot slot, String reason) {
    return new Resolved(List.of(), List.of(new LeftOut(slot.wanted(), reason)));
  }

  private Resolved resolve(Slot slot, MediaCache cache) {
    var leftOut = new ArrayList<LeftOut>();
    var file =
        file(cache, slot.wanted(), leftOut)
            .or(() -> slot.instead().flatMap(media -> file(cache, media, leftOut)));
    return new Resolved(file.stream().toList(), leftOut);
  }

  private Optional<MediaFile> file(MediaCache cache, Media media, List<LeftOut> leftOut) {
    try {
      var file = cache.get(media, pictures);
      if (file.bytes() <= maxBytes) {
        return Optional.of(file);
      }
      leftOut.add(
          new LeftOut(media, file.bytes() + " bytes; the channel takes at most " + maxBytes));
    } catch (MediaException e) {
      leftOut.add(new LeftOut(media, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }
}
