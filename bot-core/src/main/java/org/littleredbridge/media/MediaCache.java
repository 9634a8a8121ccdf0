package org.littleredbridge.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.health.Tally;
import org.littleredbridge.health.Tally.Count;
import org.littleredbridge.note.Media;

/// Pictures and videos of notes on our disk: each is fetched once, however many channels show it.
/// Thread-safe; one process a folder.
///
/// Files stay across restarts. Above the bound the least recently used go, but none that was handed
/// out within the last 10 minutes, since a delivery may be reading it; so the folder may for a time
/// hold more, and above twice the bound nothing new is fetched.
public final class MediaCache {
  private static final Duration FAILURE_REMEMBERED = Duration.ofMinutes(10);
  private static final int FAILURES_REMEMBERED = 1_000;
  private static final String AS_JPEG = "~jpeg";

  /// Makes a file at a place where there is none yet.
  private interface Work {
    MediaFile at(Path place);
  }

  private final MediaFolder folder;
  private final MediaLimits limits;
  private final MediaFetcher fetcher;
  private final Tally tally;
  private final ConcurrentMap<String, FutureTask<MediaFile>> flights = new ConcurrentHashMap<>();
  // By the whole media: new addresses of the same picture are worth a try.
  private final Cache<Media, String> hopeless;

  /// @param directory made when it is missing; read at the first use
  /// @param maxBytes how much may lie there, in bytes
  public MediaCache(
      Path directory,
      long maxBytes,
      MediaLimits limits,
      MediaFetcher fetcher,
      Tally tally,
      Clock clock) {
    this.folder = new MediaFolder(directory, maxBytes, clock);
    this.limits = limits;
    this.fetcher = fetcher;
    this.tally = tally;
    this.hopeless =
        Caffeine.newBuilder()
            .maximumSize(FAILURES_REMEMBERED)
            .expireAfterWrite(FAILURE_REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /// The file of `media`, fetched when it is not there. Callers that ask for the same key at the
  /// same time wait for one fetch. Blocks for a minute at most.
  ///
  /// @throws MediaException with the reason; one not worth retrying is remembered for 10 minutes
  public MediaFile get(Media media) {
    return get(media, place -> fetched(media, place));
  }

  /// As [#get(Media)]; a picture of another type than `shown` comes as JPEG, made once for all
  /// chats that want it so. Blocks for two minutes at most.
  ///
  /// @param shown content types of pictures, such as `image/jpeg`
  public MediaFile get(Media media, Set<String> shown) {
    var file = get(media);
    if (file.kind() != Media.Kind.PICTURE || shown.contains(file.contentType())) {
      return file;
    }
    var jpeg =
        new Media(
            media.kind(), media.key() + AS_JPEG, media.sources(), media.width(), media.height());
    return get(jpeg, place -> fetcher.asJpeg(media, file, place, limits));
  }

  /// The file of a key when it is there; fetches nothing.
  public Optional<MediaFile> find(String key) {
    try {
      return folder.find(key);
    } catch (IOException | UncheckedIOException e) {
      throw broken(e);
    }
  }

  private MediaFile get(Media media, Work work) {
    var mine = new FutureTask<>(() -> findOrMake(media, work));
    var flight = flights.putIfAbsent(media.key(), mine);
    if (flight == null) {
      flight = mine;
      try {
        mine.run();
      } finally {
        flights.remove(media.key(), mine);
      }
    }
    return landed(flight);
  }

  private MediaFile findOrMake(Media media, Work work) {
    return find(media.key()).orElseGet(() -> make(media, work));
  }

  private MediaFile make(Media media, Work work) {
    var known = hopeless.getIfPresent(media);
    if (known != null) {
      throw new MediaException(known, false);
    }
    try {
      return kept(media, work);
    } catch (MediaException e) {
      tally.add(Count.MEDIA_FAILED);
      if (!e.worthRetrying()) {
        hopeless.put(media, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private MediaFile fetched(Media media, Path place) {
    var file = fetcher.fetch(media, place, limits);
    tally.add(Count.MEDIA_FETCHED);
    return file;
  }

  private MediaFile kept(Media media, Work work) {
    try {
      var most =
          switch (media.kind()) {
            case PICTURE -> limits.pictureBytes();
            case VIDEO -> limits.videoBytes();
          };
      var place = folder.place(most);
      try {
        return folder.keep(media.key(), work.at(place), place);
      } finally {
        Files.deleteIfExists(place);
      }
    } catch (IOException | UncheckedIOException e) {
      throw broken(e);
    } catch (MediaException e) {
      throw e;
    } catch (RuntimeException e) {
      throw because(
          "a fault of the bridge broke it off: " + e.getClass().getSimpleName(), false, e);
    }
  }

  private static MediaFile landed(FutureTask<MediaFile> flight) {
    try {
      return flight.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MediaException reason) {
        throw reason;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw because("the bridge is stopping", true, e);
    }
  }

  /// Messages of the system may hold paths and addresses, so only known words of theirs are told.
  private static MediaException broken(Exception e) {
    var words = String.valueOf(e.getMessage());
    if (words.contains("No space left")) {
      return because("the disk with the media folder is full; free some space there", true, e);
    }
    var inner = e instanceof UncheckedIOException ? e.getCause() : e;
    var what =
        inner instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getClass().getSimpleName();
    return because("the media folder cannot be used: " + what, true, e);
  }

  private static MediaException because(String reason, boolean worthRetrying, Exception cause) {
    var failed = new MediaException(reason, worthRetrying);
    failed.initCause(cause);
    return failed;
  }
}
