package org.littleredbridge.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.config.bench.TranslationBench;
import org.littleredbridge.config.bench.TranslationBench.Candidate;
import org.littleredbridge.config.bench.TranslationBench.Price;
import org.littleredbridge.translation.Cedict;
import org.littleredbridge.translation.DictionaryException;
import org.littleredbridge.translation.SlangLexicon;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench translation`: how near the configured engines come to what people translated. Exit codes
/// as everywhere.
@Command(
    name = "translation",
    mixinStandardHelpOptions = true,
    description = {
      "measure the configured engines on a file of texts with their translations",
      "Services that cost money cost it here, too."
    })
public final class BenchTranslation implements Callable<Integer> {
  private static final int WELL = 0;
  private static final int WRONG = 2;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      required = true,
      description = "UTF-8, a line a text: source TAB translation, or more behind further tabs")
  private @Nullable Path reference;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "one of translation.engines; else all of them")
  private @Nullable String wanted;

  @Option(
      names = "--from",
      paramLabel = "LANGUAGE",
      defaultValue = "zh",
      description = "language of the texts (default: ${DEFAULT-VALUE})")
  private String from = "zh";

  @Option(
      names = "--to",
      paramLabel = "LANGUAGE",
      defaultValue = "en",
      description = "language of the translations (default: ${DEFAULT-VALUE})")
  private String to = "en";

  @Spec private @Nullable CommandSpec spec;

  /// Filled by the command line.
  public BenchTranslation() {}

  @Override
  public Integer call() {
    try {
      var bench = new TranslationBench(reference(), locale(from), locale(to));
      try (var opened = new Parts()) {
        bench.run(candidates(opened)).forEach(out()::println);
      }
      out().flush();
      return WELL;
    } catch (ConfigException | DictionaryException | IllegalArgumentException e) {
      commandLine().getErr().println(e.getMessage());
      return WRONG;
    }
  }

  private List<Candidate> candidates(Parts opened) {
    var part = root().config().translation();
    var known =
        part.engines().stream().filter(one -> !(one instanceof EnginePart.Phrasebook)).toList();
    var chosen = known.stream().filter(one -> wanted == null || one.name().equals(wanted)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no engine “%s” in translation.engines; there are: %s."
              .formatted(
                  wanted == null ? "" : wanted,
                  known.stream().map(EnginePart::name).collect(Collectors.joining(", "))));
    }
    var ground =
        new Engines.Ground(
            Optional.empty(),
            new SlangLexicon(),
            part.dictionary().map(Cedict::new),
            Clock.systemUTC(),
            opened);
    var engines = Engines.of(chosen, ground);
    return IntStream.range(0, chosen.size())
        .mapToObj(i -> new Candidate(engines.get(i), price(chosen.get(i))))
        .toList();
  }

  private static Price price(EnginePart part) {
    var price =
        part instanceof EnginePart.Remote remote
            ? remote.terms().price()
            : Optional.<EnginePart.Price>empty();
    return price
        .map(known ->
            switch (known) {
              case EnginePart.Price.Characters(var million) ->
                  new Price(Optional.of(million.doubleValue()), Optional.empty(), Optional.empty());
              case EnginePart.Price.Tokens(var input, var output) ->
                  new Price(
                      Optional.empty(),
                      Optional.of(input.doubleValue()),
                      Optional.of(output.doubleValue()));
            })
        .orElseGet(() -> new Price(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Locale locale(String tag) {
    if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      throw new IllegalArgumentException(
          "“%s” is no language; write a tag such as zh, en or ja.".formatted(tag));
    }
    return Locale.forLanguageTag(tag);
  }

  private Path reference() {
    if (reference == null) {
      throw new IllegalStateException("used outside the command line");
    }
    return reference;
  }

  private CommandLineRoot root() {
    if (commandLine().getCommandSpec().root().userObject() instanceof CommandLineRoot root) {
      return root;
    }
    throw new IllegalStateException("used outside the command line");
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("used outside the command line");
    }
    return spec.commandLine();
  }
}
