package org.littleredbridge.translation;

import java.util.List;
import java.util.Locale;

/// A program of its own, run by [FirstUseTest]: what the reading aid costs at start and first use.
final class FirstUse {
  private FirstUse() {}

  public static void main(String[] args) {
    var aid = new ReadingAid(new SlangLexicon());
    System.out.println("built");
    long before = heapInUse();
    long start = System.nanoTime();
    var help = aid.render(List.of("姐妹们这家店真的绝绝子去排队拍照，5斤小龙虾"), Locale.CHINESE, Locale.ENGLISH);
    System.out.println("ms " + (System.nanoTime() - start) / 1_000_000);
    System.out.println("mb " + (heapInUse() - before) / 1_000_000);
    System.out.println("kinds " + help.getFirst().getClass().getSimpleName());
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
