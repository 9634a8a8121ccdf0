package org.littleredbridge.discord;

import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.javacord.api.DiscordApiBuilder;
import org.javacord.api.entity.intent.Intent;
import org.javacord.api.util.ratelimit.Ratelimiter;
import org.javacord.core.DiscordApiImpl;
import org.javacord.core.util.concurrent.ThreadPoolImpl;

/// Javacord for the connection of one shard, of which only the gateway is used: it keeps no cache,
/// dispatches no events and calls no REST route. All REST calls are [DiscordRest]'s.
final class LineApi extends DiscordApiImpl {
  /// What Javacord names its threads of one task each.
  private static final List<String> SINGLE_THREADS =
      List.of(
          "Handlers Processor",
          "Request Server Members Queue Consumer",
          "Web Socket Frame Sender",
          "Startup Servers Wait Thread",
          "Event Dispatch Queues Manager");

  private static final int LONGEST_DELAY = 30;
  private final OkHttpClient gatewayOnly;

  /// @param start where it begins; Javacord forgets the address after each failure and asks again
  /// @param failed hears how often in a row a connection could not be made
  LineApi(
      DiscordConfig config,
      int shard,
      Shards.Start start,
      Set<Intent> intents,
      Ratelimiter identify,
      IntConsumer failed) {
    // Keeps the token out of Javacord's own logs.
    new DiscordApiBuilder().setToken(config.token());
    super(
        config.token(),
        shard,
        start.shards(),
        intents,
        false,
        false,
        false,
        () -> {},
        identify,
        null,
        config.proxy().map(address -> new Proxy(Proxy.Type.HTTP, address)).orElse(null),
        null,
        false,
        null,
        null,
        Map.of(),
        List.of(),
        false,
        false);
    gatewayOnly = new OkHttpClient.Builder().addInterceptor(answering(start.gateway())).build();
    setReconnectDelay(attempt -> {
      failed.accept(attempt);
      return delay(attempt);
    });
  }

  private static int delay(int attempt) {
    if (attempt <= 1) {
      return 0;
    }
    return Math.min(LONGEST_DELAY, 1 << Math.min(attempt - 2, 5))
        + ThreadLocalRandom.current().nextInt(2);
  }

  /// Answers the one question that Javacord asks, `GET /gateway`, without a network: it holds a
  /// lock of the whole program while it waits for the answer.
  private static Interceptor answering(String gateway) {
    return chain ->
        new Response.Builder()
            .request(chain.request())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .body(
                ResponseBody.create(
                    ("{\"url\":\"" + gateway + "\"}").getBytes(StandardCharsets.UTF_8),
                    MediaType.get("application/json")))
            .build();
  }

  @Override
  public OkHttpClient getHttpClient() {
    return gatewayOnly;
  }

  /// Ends all threads. Javacord's own way leaves some for a minute, and all of them when its
  /// connection hangs.
  void end() {
    var pool = (ThreadPoolImpl) getThreadPool();
    var all = new ArrayList<ExecutorService>();
    SINGLE_THREADS.forEach(
        name -> pool.removeAndShutdownSingleThreadExecutorService(name).ifPresent(all::add));
    all.add(pool.getExecutorService());
    all.add(pool.getScheduler());
    all.add(pool.getDaemonScheduler());
    pool.shutdown();
    all.forEach(ExecutorService::shutdownNow);
  }
}
