package org.littleredbridge.config.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Texts with translations that people made: a line a segment, source TAB reference, or more
/// references behind further tabs.
record ParallelText(List<Segment> segments) {
  /// @param references at least one
  record Segment(String source, List<String> references) {
    Segment {
      references = List.copyOf(references);
    }
  }

  ParallelText {
    segments = List.copyOf(segments);
  }

  /// @throws BenchException with a sentence that names the line
  static ParallelText read(Path file) {
    var segments = new ArrayList<Segment>();
    var lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      // An editor's mark at the beginning.
      var line =
          i == 0 && lines.get(0).startsWith("\ufeff") ? lines.get(0).substring(1) : lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      var cells = Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
      if (cells.size() < 2 || cells.stream().anyMatch(String::isEmpty)) {
        throw new BenchException(
            "%s line %d: a line is source TAB reference, or more references behind further tabs."
                .formatted(file, i + 1));
      }
      if (!segments.isEmpty() && segments.getFirst().references().size() != cells.size() - 1) {
        throw new BenchException(
            "%s line %d: it has %d references, and the lines before %d."
                .formatted(file, i + 1, cells.size() - 1, segments.getFirst().references().size()));
      }
      segments.add(new Segment(cells.getFirst(), cells.subList(1, cells.size())));
    }
    if (segments.isEmpty()) {
      throw new BenchException("%s holds no segment.".formatted(file));
    }
    return new ParallelText(segments);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BenchException("%s is not written in UTF-8.".formatted(file), e);
    } catch (IOException e) {
      throw new BenchException("The file %s cannot be read.".formatted(file), e);
    }
  }
}
