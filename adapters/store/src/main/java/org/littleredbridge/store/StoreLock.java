package org.littleredbridge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second bridge off a database file: a lock on `FILE.lock` for as long as the store is
/// open. The operating system drops the lock of a process that dies, so a file left behind does not
/// block the next start. The file holds the id of the process that has the lock.
final class StoreLock implements AutoCloseable {
  // The one static that remembers. POSIX drops all locks of a process on a file when it closes any
  // handle of that file, so a second try inside this JVM must not even open it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  // Far behind the text: where locks are mandatory, others can still read who holds it.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path lockFile;
  private final FileChannel channel;

  private StoreLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /// @param file the database, as a real path
  static StoreLock take(Path file) {
    var lockFile = file.resolveSibling(file.getFileName() + ".lock");
    if (!HELD_HERE.add(lockFile)) {
      throw inUse(file, Long.toString(ProcessHandle.current().pid()));
    }
    var taken = false;
    try {
      var lock = new StoreLock(lockFile, lockOrRefuse(file, lockFile));
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        HELD_HERE.remove(lockFile);
      }
    }
  }

  private static FileChannel lockOrRefuse(Path file, Path lockFile) {
    try {
      var channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      var locked = false;
      try {
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
          throw inUse(file, holder(channel));
        }
        locked = true;
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
            0);
        return channel;
      } finally {
        if (!locked) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          "The lock file %s cannot be written (%s). Give the bridge's user the right to write to this folder, and look at the disk's free space."
              .formatted(lockFile, e),
          e);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("[0-9]+") ? pid : "unknown";
  }

  private static StoreException inUse(Path file, String pid) {
    return new StoreInUseException(
        "The store %s is in use by another bridge (process %s). Only one may work on it: stop that one, or name another file in data.url."
            .formatted(file, pid));
  }

  @Override
  public void close() {
    try {
      // Closing drops the lock. The file stays: deleting it could take away the next holder's.
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          "The lock file %s could not be closed (%s). Nothing is lost.".formatted(lockFile, e), e);
    } finally {
      HELD_HERE.remove(lockFile);
    }
  }
}
