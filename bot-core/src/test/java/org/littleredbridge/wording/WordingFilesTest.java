package org.littleredbridge.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds for every sentence of every package: both languages have it, and it can be said.
class WordingFilesTest {
  private static final Pattern KEY = Pattern.compile("[a-z]+\\.[a-z-]+");

  private final Map<String, String> english = read("messages.properties");
  private final Map<String, String> chinese = read("messages_zh.properties");

  @Test
  void givenBothLanguages_whenCompared_thenTheyHaveTheSameKeys() {
    assertThat(english).isNotEmpty();
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void givenASentence_whenFormatted_thenEveryArgumentAppears() {
    english.forEach((key, pattern) -> check(key, pattern, Locale.ENGLISH));
    chinese.forEach((key, pattern) -> check(key, pattern, Locale.SIMPLIFIED_CHINESE));
  }

  @Test
  void givenASentence_whenItHasAnApostrophe_thenItIsDoubled() {
    english.forEach(WordingFilesTest::checkApostrophes);
    chinese.forEach(WordingFilesTest::checkApostrophes);
  }

  @Test
  void givenASentence_whenCompared_thenBothLanguagesTakeAsManyArguments() {
    for (var key : english.keySet()) {
      assertThat(arguments(chinese.getOrDefault(key, ""), Locale.SIMPLIFIED_CHINESE))
          .as(key)
          .isEqualTo(arguments(english.getOrDefault(key, ""), Locale.ENGLISH));
    }
  }

  @Test
  void givenTheCode_whenItNamesASentence_thenThatSentenceExists() {
    var areas = english.keySet().stream().map(WordingFilesTest::area).collect(Collectors.toSet());
    var named =
        strings()
            .filter(text -> KEY.matcher(text).matches() && areas.contains(area(text)))
            .collect(Collectors.toSet());

    assertThat(named).hasSizeGreaterThan(80).isSubsetOf(english.keySet());
  }

  @Test
  void givenASentence_whenTheCodeIsRead_thenSomethingSaysIt() {
    var named = strings().collect(Collectors.toSet());
    // These are put together from a state or a command's name, or said by an adapter.
    var others =
        Set.of("source", "help", "menu", "channel", "closed", "web", "telegram", "discord");

    assertThat(english.keySet())
        .allSatisfy(
            key -> assertThat(named.contains(key) || others.contains(area(key))).as(key).isTrue());
  }

  private static String area(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  /// Every string in the classes of the core.
  private static Stream<String> strings() {
    var place = Wording.class.getProtectionDomain().getCodeSource().getLocation();
    try (var files = Files.walk(Path.of(place.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.toString().endsWith("Test.class"))
          .flatMap(WordingFilesTest::strings)
          .toList()
          .stream();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> strings(Path file) {
    try {
      var strings = new ArrayList<String>();
      ClassFile.of()
          .parse(file)
          .constantPool()
          .forEach(entry -> {
            if (entry instanceof StringEntry text) {
              strings.add(text.stringValue());
            }
          });
      return strings.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String key, String pattern, Locale language) {
    assertThat(pattern).as(key).isNotBlank();
    assertThatCode(
            () -> {
              var format = new MessageFormat(pattern, language);
              var formats = format.getFormatsByArgumentIndex();
              assertThat(format.format(Arrays.stream(formats).map(f -> sample(f)).toArray()))
                  .as(key)
                  .isNotBlank();
            })
        .as(key)
        .doesNotThrowAnyException();
  }

  /// `''` says an apostrophe and `'{'` a brace; a lone one swallows what follows.
  private static void checkApostrophes(String key, String pattern) {
    var rest = pattern.replace("''", "").replace("'{'", "").replace("'}'", "");
    assertThat(rest).as(key).doesNotContain("'");
  }

  private static int arguments(String pattern, Locale language) {
    return new MessageFormat(pattern, language).getFormatsByArgumentIndex().length;
  }

  private static Object sample(@org.jspecify.annotations.Nullable Format format) {
    return switch (format) {
      case NumberFormat _ -> 2; // a choice is a number too
      case DateFormat _ -> new Date(0);
      case null, default -> "some words";
    };
  }

  private static Map<String, String> read(String file) {
    var lines = new OnceEach();
    try (var in = Objects.requireNonNull(Wording.class.getResourceAsStream(file), file);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var words = new HashMap<String, String>();
    lines.forEach((key, value) -> words.put((String) key, (String) value));
    return words;
  }

  /// A key that comes twice would silently lose its first sentence.
  private static final class OnceEach extends Properties {
    @Override
    public synchronized Object put(Object key, Object value) {
      assertThat(containsKey(key)).as("%s comes twice", key).isFalse();
      return super.put(key, value);
    }
  }
}
