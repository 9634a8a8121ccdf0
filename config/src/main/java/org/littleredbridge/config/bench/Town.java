package org.littleredbridge.config.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.sandbox.SandboxRedNote.Creator;
import org.littleredbridge.sandbox.SandboxRedNote.Draft;
import org.littleredbridge.sandbox.SandboxRedNote.Writing;

/// The stand-ins of one run, fresh: nobody there has published anything that counts.
final class Town implements AutoCloseable {
  private final SandboxRedNote rednote;
  private final House house;

  /// @param profilePage how many notes a profile lists beside the one of the past
  Town(int profilePage, Supplier<House> chats) {
    rednote = SandboxRedNote.start(SandboxConfig.still(0));
    try {
      rednote.profilePage(profilePage + 1);
      house = chats.get();
    } catch (RuntimeException e) {
      rednote.close();
      throw e;
    }
  }

  SandboxRedNote rednote() {
    return rednote;
  }

  House house() {
    return house;
  }

  /// Each has a past of one note: some pin their oldest on top of all others, and that must be none
  /// of those that are judged by their order.
  List<Creator> creators(int count) {
    var creators = IntStream.range(0, count).mapToObj(i -> rednote.join("小作者" + i)).toList();
    rednote.publish(creators.stream().map(c -> new Draft(c.id(), "从前", "以前的笔记")).toList());
    return creators;
  }

  /// Publishes notes in one moment; the title of each begins with its mark.
  ///
  /// @param first the number of the first
  /// @param written whether the texts are those of the fictional platform's people; else one short
  ///   text
  List<String> publish(String creator, int first, int count, boolean written) {
    var texts =
        written
            ? rednote.writings(first - 1 + count).subList(first - 1, first - 1 + count)
            : plain(first, count);
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < count; i++) {
      var text = texts.get(i);
      drafts.add(new Draft(creator, Judged.mark(first + i) + " " + text.title(), text.text()));
    }
    return rednote.publish(drafts);
  }

  private static List<Writing> plain(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i ->
            new Writing(
                "今天的第%d篇".formatted(i),
                String.format(
                    Locale.ROOT,
                    "这是今天写的第%d篇笔记。早上出门散步，路过河边的小店，喝了一杯热茶，看了一会儿雨。" + "下午回家做饭，晚上读书。明天再来写第%d篇，欢迎大家留言。",
                    i,
                    i + 1)))
        .toList();
  }

  @Override
  public void close() {
    try {
      house.close();
    } finally {
      rednote.close();
    }
  }
}
