package org.littleredbridge.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;

/// Which media of a note go along to a channel, and in which order.
///
/// Pictures go in the creator's order, as many as the channel takes. A video goes as its stream; as
/// its cover when the stream is not known, does not fit, or cannot be had.
public final class MediaPlan {
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

  private MediaPlan(List<Slot> slots, int beyond, long maxBytes) {
    this.slots = slots;
    this.beyond = beyond;
    this.maxBytes = maxBytes;
  }

  /// @param maxAttachments how many files the channel takes, 0 for none
  /// @param maxBytes the largest file that the channel takes, in bytes
  public static MediaPlan of(Content content, int maxAttachments, long maxBytes) {
    var all =
        switch (content) {
          case Content.Slideshow(var pictures) ->
              pictures.stream().map(picture -> new Slot(picture, Optional.empty())).toList();
          case Content.Video(var cover, var stream, var _) ->
              stream
                  .map(known -> new Slot(known, cover))
                  .or(() -> cover.map(picture -> new Slot(picture, Optional.empty())))
                  .stream()
                  .toList();
        };
    var fitting = all.stream().limit(Math.max(0, maxAttachments)).toList();
    return new MediaPlan(fitting, all.size() - fitting.size(), maxBytes);
  }

  /// What is wanted, in order.
  public List<Media> media() {
    return slots.stream().map(Slot::wanted).toList();
  }

  /// How many media of the note the channel has no room for.
  public int beyond() {
    return beyond;
  }

  /// Gets the files. What fails or is too large is left out; never throws because of a file. Blocks
  /// while files are fetched, each for a minute at most.
  public Resolved resolve(MediaCache cache) {
    var files = new ArrayList<MediaFile>();
    var leftOut = new ArrayList<LeftOut>();
    for (var slot : slots) {
      file(cache, slot.wanted(), leftOut)
          .or(() -> slot.instead().flatMap(media -> file(cache, media, leftOut)))
          .ifPresent(files::add);
    }
    return new Resolved(files, leftOut);
  }

  private Optional<MediaFile> file(MediaCache cache, Media media, List<LeftOut> leftOut) {
    try {
      var file = cache.get(media);
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
