package org.littleredbridge.config;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One page in a profile of its own, and everything it asked for or complained about.
final class Visit implements AutoCloseable {
  /// For what the bridge does in its own time; a busy machine needs a good part of it.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int FIRST_NOTES = 18;

  private final BrowserContext context;
  private final Page page;
  private final String home;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Visit(BrowserContext context, String home) {
    this.context = context;
    this.home = home;
    context.onRequest(request -> requests.add(request.url()));
    // Told on the console as well, but there only in words.
    context.addInitScript(
        "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective,"
            + " e.blockedURI));");
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(home + "/");
  }

  Page page() {
    return page;
  }

  /// Waits until the demo's first notes are all there; what happens later does not queue behind
  /// them.
  Visit settled() {
    page.waitForFunction( // a function: a bare expression is evaluated, which the page forbids
        "() => document.querySelectorAll('.card').length >= " + FIRST_NOTES,
        null,
        new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis()));
    return this;
  }

  /// Addresses asked for beyond the bridge itself.
  List<String> foreignRequests() {
    return requests.stream()
        .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
        .filter(url -> !home.equals("http://" + URI.create(url).getAuthority()))
        .toList();
  }

  /// Errors and warnings on the console, uncaught exceptions, what the security policy stopped.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Connections that fail are expected while the bridge is down.
  void forgive() {
    complaints.removeIf(complaint -> complaint.contains("net::ERR_"));
  }

  @Override
  public void close() {
    context.close();
  }
}
