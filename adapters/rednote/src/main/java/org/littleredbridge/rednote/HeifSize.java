package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The size of an AVIF or HEIC picture, as its boxes say: the largest of all that are in the file,
/// since tiles and previews stand beside the whole. Where a tile is larger than what is shown of
/// it, that is too much, never too little.
///
/// Source: ISO/IEC 23008-12 (HEIF) section 6.5.3, `ispe` within `meta/iprp/ipco`; boxes as in
/// ISO/IEC 14496-12 section 4.2.
final class HeifSize {
  private static final int MOST_BOXES = 1000;
  private static final int VERSION_AND_FLAGS = 4;

  private record Box(String type, long from, long to) {}

  private final RandomAccessFile file;
  private int seen;

  HeifSize(RandomAccessFile file) {
    this.file = file;
  }

  /// Empty when the boxes are broken or cut off, too many, or name no size.
  Optional<PictureSize> read() throws IOException {
    var whole = new Box("file", 0, file.length());
    var sizes = new ArrayList<PictureSize>();
    for (var meta : inside(whole, "meta", 0)) {
      for (var properties : inside(meta, "iprp", VERSION_AND_FLAGS)) {
        for (var container : inside(properties, "ipco", 0)) {
          for (var size : inside(container, "ispe", 0)) {
            sizes.add(size(size));
          }
        }
      }
    }
    var broken = seen > MOST_BOXES || sizes.stream().anyMatch(s -> s.width() <= 0);
    return broken
        ? Optional.empty()
        : sizes.stream().max((one, other) -> Long.compare(one.area(), other.area()));
  }

  private List<Box> inside(Box box, String type, int skip) throws IOException {
    var found = new ArrayList<Box>();
    var at = box.from() + skip;
    while (at + 8 <= box.to() && ++seen <= MOST_BOXES) {
      file.seek(at);
      var size = Integer.toUnsignedLong(file.readInt());
      var name = new byte[4];
      file.readFully(name);
      var from = at + 8;
      if (size == 1 && at + 16 <= box.to()) {
        size = file.readLong();
        from += 8;
      }
      var to = size == 0 ? box.to() : at + size;
      if (to < from || to > box.to()) {
        break; // what is cut off or lies about its length ends here
      }
      var inner = new Box(new String(name, StandardCharsets.ISO_8859_1), from, to);
      if (inner.type().equals(type)) {
        found.add(inner);
      }
      at = to;
    }
    return found;
  }

  private PictureSize size(Box box) throws IOException {
    if (box.to() - box.from() < VERSION_AND_FLAGS + 8) {
      return new PictureSize(0, 0);
    }
    file.seek(box.from() + VERSION_AND_FLAGS);
    return new PictureSize(file.readInt(), file.readInt());
  }
}
