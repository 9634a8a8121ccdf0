package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Two thousand random texts, each through an engine that loses, repeats, moves and makes up marks.
class TextPrepRandomTest {
  /// Where a link leads: what follows the host does not change that.
  private static final Pattern LINK =
      Pattern.compile("(?:[a-z]{2,10}://|www\\.)(?:[A-Za-z0-9.:@-]*[A-Za-z0-9])");

  private static final List<String> SCRAPS =
      List.of(
          "好吃",
          "这家店",
          "[笑哭R]",
          "[没有R]",
          "[扯脸H]",
          "[话题]",
          "#",
          "＃",
          "#探店[话题]#",
          "#tag",
          "@",
          "＠小红 ",
          "@everyone",
          "https://a.example/x?y=1",
          "http://",
          "www.",
          "://",
          ".com",
          "xhslink.com/a",
          "⟦",
          "⟧",
          "⟦1⟧",
          "⟦2⟧",
          "\u200b",
          "\u202e",
          "\n",
          "\r",
          " ",
          "\t",
          "\ud83d",
          "\ude00",
          "😀",
          "👨‍👩‍👧",
          "a",
          "Z",
          "68",
          "39.9元",
          "，",
          "。",
          "(",
          ")",
          "<",
          ">",
          "[",
          "]",
          "\"",
          "`",
          "*",
          "\\",
          "$1",
          "\u0000",
          "\udb40\udc41",
          "e\u0301",
          "か");

  private final TextPrep prep = new TextPrep();

  @Test
  void givenRandomTexts_whenPreparedAndRestored_thenNothingIsInventedAndNoMarkIsLeft() {
    long seed = Long.getLong("bridge.test.seed", System.nanoTime());
    System.out.println("TextPrepRandomTest: -Dbridge.test.seed=" + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      check(text(random), random, "seed " + seed + ", round " + round);
    }
  }

  private void check(String text, Random random, String where) {
    var prepared = prep.prepare(text);
    var plain = prep.plain(text);
    assertThat(plain).as(where).doesNotContain("⟦", "⟧", "[话题]", "\u200b", "\u0000", "\r");
    assertThat(plain.chars().filter(Character::isISOControl).filter(c -> c != '\n'))
        .as(where)
        .isEmpty();
    // A perfect engine.
    var same = prepared.restore(prepared.text());
    assertThat(same).as(where).doesNotContain("⟦", "⟧");
    assertThat(squeezed(same)).as(where).isEqualTo(squeezed(plain));
    // A careless one. What it wrote itself is the guard's business: only new links count here.
    var careless = careless(prepared.text(), random);
    var restored = prepared.restore(careless);
    var allowed = links(plain);
    allowed.addAll(links(Prepared.withoutMarks(careless)));
    assertThat(restored).as(where).doesNotContain("⟦", "⟧");
    assertThat(allowed).as(where + ": " + careless).containsAll(links(restored));
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int scraps = random.nextInt(14);
    for (int i = 0; i < scraps; i++) {
      text.append(
          random.nextInt(6) == 0
              ? Character.toString(random.nextInt(0x30000))
              : SCRAPS.get(random.nextInt(SCRAPS.size())));
    }
    return text.toString();
  }

  private static String careless(String prepared, Random random) {
    var parts = new ArrayList<>(List.of(prepared.splitWithDelimiters("⟦[0-9]+⟧", 0)));
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(random.nextInt(parts.size() + 1), "⟦" + random.nextInt(9) + "⟧");
    }
    if (random.nextBoolean()) {
      Collections.shuffle(parts, random);
    }
    if (random.nextBoolean()) {
      parts.remove(random.nextInt(parts.size()));
    }
    return String.join("", parts);
  }

  private static Set<String> links(String text) {
    var links = new HashSet<String>();
    LINK.matcher(text).results().forEach(m -> links.add(m.group()));
    return links;
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
