package org.littleredbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The world's changes in a file, one JSON object a line. Each line is handed to the operating
/// system before the change is answered for, so a killed program loses nothing; a last line that
/// was cut off is dropped at the next start. One program at a time. Not thread safe: the world
/// calls it under its own lock.
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;
  private final FileChannel lock;
  private FileChannel channel;

  private Journal(Path file, FileChannel lock, FileChannel channel) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
  }

  static Journal open(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // The lock is a file of its own: the journal itself is replaced when it is rewritten.
      var lock = channel(file.resolveSibling(file.getFileName() + ".lock"));
      if (!taken(lock)) {
        lock.close();
        throw new SandboxException(
            "The sandbox's journal %s is in use by another program. Stop that one, or choose another file."
                .formatted(file));
      }
      return new Journal(file, lock, channel(file));
    } catch (IOException e) {
      throw broken(file, "cannot be opened", e);
    }
  }

  /// All changes so far, oldest first. Cuts a torn last line off, so that the next one starts
  /// fresh.
  List<Change> replay() {
    try {
      var bytes = new byte[Math.toIntExact(channel.size())];
      readFully(bytes);
      var changes = new ArrayList<Change>();
      int start = 0;
      for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
        changes.add(read(new String(bytes, start, end - start, StandardCharsets.UTF_8), changes));
        start = end + 1;
      }
      channel.truncate(start);
      channel.position(start);
      return changes;
    } catch (IOException e) {
      throw broken(file, "cannot be read", e);
    }
  }

  void append(Change change) {
    try {
      write(line(change));
    } catch (IOException e) {
      throw broken(file, "cannot be written", e);
    }
  }

  /// Puts these changes in the place of all former ones.
  void rewrite(Collection<Change> changes) {
    try {
      var all = new StringBuilder();
      for (var change : changes) {
        all.append(line(change));
      }
      // A crash in between must leave the old lines or the new ones, so: aside, then moved over.
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, all);
      channel.close();
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      channel = channel(file);
      channel.position(channel.size());
    } catch (IOException e) {
      throw broken(file, "cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      lock.close();
    } catch (IOException e) {
      throw broken(file, "cannot be closed", e);
    }
  }

  private Change read(String line, List<Change> before) {
    try {
      return JSON.readValue(line, Change.class);
    } catch (JsonProcessingException e) {
      throw broken(
          file, "has a line that is none of ours (line %d)".formatted(before.size() + 1), e);
    }
  }

  private static String line(Change change) throws JsonProcessingException {
    return JSON.writerFor(Change.class).writeValueAsString(change) + "\n";
  }

  private void write(String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void readFully(byte[] into) throws IOException {
    var bytes = ByteBuffer.wrap(into);
    channel.position(0);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // goes on until the file ends
    }
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by another sandbox of this very program
    }
  }

  private static SandboxException broken(Path file, String what, Exception cause) {
    return new SandboxException(
        "The sandbox's journal %s %s. Move it away to begin a new world. (%s)"
            .formatted(file, what, cause.getMessage()),
        cause);
  }
}
