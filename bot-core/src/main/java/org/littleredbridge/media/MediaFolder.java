package org.littleredbridge.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cached files on disk and what is known of them. Thread-safe; one process a folder.
///
/// The index is built from the folder at the first use. A file's time of change is when it was last
/// handed out, so the order of use survives a restart. Downloads are written in a folder beside and
/// moved in when whole: what lies there at the start is what a crash left behind.
final class MediaFolder {
  /// A file that was handed out may be on its way to a chat for so long.
  static final Duration IN_USE = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(MediaFolder.class);

  private record Entry(StoredName name, Instant usedAt) {}

  private final Path folder;
  private final Path incoming;
  private final long maxBytes;
  private final Clock clock;
  // Least recently used first.
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private long bytes;
  private boolean opened;

  MediaFolder(Path folder, long maxBytes, Clock clock) {
    this.folder = folder.toAbsolutePath();
    this.incoming = this.folder.resolve("incoming");
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /// The file of a key, which counts as used now.
  synchronized Optional<MediaFile> find(String key) throws IOException {
    open();
    var hash = StoredName.hash(key);
    var entry = entries.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    var file = entry.name().file(key, folder);
    if (!isWhole(file)) {
      forget(hash); // somebody else touched it; it is fetched again
      return Optional.empty();
    }
    used(entry.name());
    return Optional.of(file);
  }

  /// A place for a new download. Nothing lies there yet.
  ///
  /// @throws MediaException when there is no room for `most` bytes
  synchronized Path place(long most) throws IOException {
    open();
    Files.createDirectories(incoming); // somebody may have tidied up
    evict();
    if (Files.getFileStore(incoming).getUsableSpace() < most) {
      throw new MediaException(
          "the disk with the media folder is full; free some space there", true);
    }
    if (bytes >= 2 * maxBytes) {
      // Files in use are not evicted, so the bound can be passed; this is where that ends.
      throw new MediaException("the media cache is full of files in use; try again later", true);
    }
    return incoming.resolve(UUID.randomUUID().toString());
  }

  /// Takes a whole download in under its lasting name and makes room for it.
  synchronized MediaFile keep(String key, MediaFile fetched, Path download) throws IOException {
    var name = StoredName.of(key, fetched, Files.size(download));
    var file = name.file(key, folder);
    forget(name.hash());
    Files.move(download, file.path(), StandardCopyOption.ATOMIC_MOVE);
    bytes += name.bytes();
    used(name);
    evict();
    return file;
  }

  private static boolean isWhole(MediaFile file) throws IOException {
    try {
      return Files.size(file.path()) == file.bytes();
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private void used(StoredName name) throws IOException {
    var now = clock.instant();
    entries.putLast(name.hash(), new Entry(name, now));
    Files.setLastModifiedTime(folder.resolve(name.text()), FileTime.from(now));
  }

  private void forget(String hash) throws IOException {
    var entry = entries.get(hash);
    if (entry != null) {
      Files.deleteIfExists(folder.resolve(entry.name().text()));
      entries.remove(hash);
      bytes -= entry.name().bytes();
    }
  }

  private void evict() {
    var idle = clock.instant().minus(IN_USE);
    for (var entry : List.copyOf(entries.values())) {
      if (bytes <= maxBytes || entry.usedAt().isAfter(idle)) {
        return; // all that follow were used later still
      }
      try {
        forget(entry.name().hash());
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("file", entry.name().text())
            .setCause(e)
            .log("cached file could not be deleted: it still takes room");
      }
    }
  }

  private void open() throws IOException {
    if (opened) {
      return;
    }
    Files.createDirectories(incoming);
    try (var leftovers = Files.list(incoming)) {
      for (var file : leftovers.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    entries.clear(); // a first try may have broken off
    bytes = 0;
    for (var entry : stored()) {
      var path = folder.resolve(entry.name().text());
      if (Files.size(path) != entry.name().bytes()) {
        Files.delete(path); // a crash of the machine cut it short
      } else {
        forget(entry.name().hash());
        entries.putLast(entry.name().hash(), entry);
        bytes += entry.name().bytes();
      }
    }
    opened = true;
  }

  /// What lies in the folder, least recently used first. Foreign files are left alone.
  private List<Entry> stored() throws IOException {
    var found = new ArrayList<Entry>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = StoredName.read(file.getFileName().toString());
        if (name.isPresent()) {
          found.add(new Entry(name.get(), Files.getLastModifiedTime(file).toInstant()));
        }
      }
    }
    found.sort(Comparator.comparing(Entry::usedAt));
    return found;
  }
}
