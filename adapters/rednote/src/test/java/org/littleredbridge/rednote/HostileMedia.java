package org.littleredbridge.rednote;

import static org.littleredbridge.rednote.HostileHost.body;
import static org.littleredbridge.rednote.HostileHost.bytes;
import static org.littleredbridge.rednote.HostileHost.endless;
import static org.littleredbridge.rednote.HostileHost.status;
import static org.littleredbridge.rednote.HostileHost.words;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Media;
import org.littleredbridge.rednote.HostileHost.Answer;
import org.littleredbridge.rednote.MediaDownload.Rule;
import org.littleredbridge.rednote.MediaDownload.Want;
import org.littleredbridge.rednote.RedNoteMedia.MediaHosts;

/// Everything bad that a media host, a name or a picture may do to us. Each case ends in a clear
/// reason; [HostileMediaTest] asks which, also in a process with little memory.
final class HostileMedia {
  private static final MediaLimits LIMITS = MediaLimits.DEFAULT;
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final byte[] MP4 = Pictures.join(Pictures.ftyp("isom"), new byte[64]);
  private static final byte[] PNG = Pictures.drawn("png", 40, 30);
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String UNTIL_CLOSED = "HTTP/1.1 200 OK\r\n\r\n";

  /// What is done in a case; ends in a [org.littleredbridge.media.MediaException].
  interface Attempt {
    void run(HostileHost host, Path folder) throws IOException;
  }

  /// @param reason words of the sentence in which it ends
  record Case(String name, String reason, Attempt attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  private HostileMedia() {}

  static List<Case> all() {
    var all = new ArrayList<Case>();
    all.addAll(wrongBytes());
    all.addAll(bombs());
    all.addAll(endlessAnswers());
    all.addAll(wrongPlaces());
    all.addAll(conversions());
    return all;
  }

  private static List<Case> wrongBytes() {
    return List.of(
        picture("zero bytes", "empty", body(new byte[0])),
        picture("zero bytes in chunks", "empty", out -> words(out, CHUNKED + "0\r\n\r\n")),
        picture("three bytes", "breaks off", body(new byte[3])),
        picture("a web page", "a web page came", body(bytes(" <!DOCTYPE html><p>login</p>"))),
        video("a web page for a video", "a web page came", body(bytes("<html>captcha</html>"))),
        picture("a drawing of words", "a web page came", body(bytes("<svg onload='x()'></svg>"))),
        picture(
            "an answer in JSON", "unknown kind", body(bytes("{\"code\":-1,\"success\":false}"))),
        picture(
            "a name and a header that lie",
            "unknown kind",
            body(bytes("#!/bin/sh\nrm -rf things\n"), "Content-Type: image/jpeg")),
        picture("a film as a picture", "not a picture", body(MP4)),
        video("a picture as a film", "not a video", body(PNG)),
        video("sound as a film", "unknown kind", body(Pictures.ftyp("M4A "))),
        picture("a photo container of unknown kind", "unknown kind", body(Pictures.ftyp("crx "))),
        picture("an archive", "unknown kind", body(bytes("PK\3\4" + "\0".repeat(60)))),
        picture(
            "a script for the converter", "unknown kind", body(bytes("push graphic-context\n"))),
        picture("a header cut off", "breaks off", body(Arrays.copyOf(PNG, 13))),
        picture("AVIF without its boxes", "breaks off", body(Pictures.ftyp("avif"))));
  }

  private static List<Case> bombs() {
    return List.of(
        picture("a PNG of 2.5 billion pixels", "too many", body(Pictures.png(50_000, 50_000))),
        picture("a PNG wider than a number", "breaks off", body(Pictures.png(-1, 9))),
        picture("a PNG without area", "breaks off", body(Pictures.png(0, 0))),
        picture("a JPEG of 4 billion pixels", "too many", body(Pictures.jpeg(65_500, 65_500))),
        picture("a GIF of 4 billion pixels", "too many", body(Pictures.gif(65_535, 65_535))),
        picture("a WebP of 268 million", "too many", body(Pictures.webp(1 << 14, 1 << 14))),
        picture("an AVIF of 10 billion", "too many", body(Pictures.heif("avif", 100_000, 100_000))),
        picture(
            "a HEIC whose whole hides behind tiles",
            "too many",
            body(Pictures.heif("heic", 512, 512, 30_000, 20_000, 160, 120))),
        picture("an AVIF of less than nothing", "breaks off", body(Pictures.heif("avif", -5, -5))),
        picture(
            "an AVIF of a million boxes",
            "breaks off",
            body(Pictures.join(Pictures.ftyp("avif"), boxes(1_000_000)))),
        picture(
            "an AVIF whose box is longer than all disks",
            "breaks off",
            body(
                Pictures.join(
                    Pictures.ftyp("avif"), bytes("\0\0\0\1meta\177" + "\377".repeat(9))))),
        picture("a JPEG of fill bytes", "breaks off", body(fill(4 << 20))),
        picture(
            "a packed body nobody asked for",
            "unknown kind",
            body(packed(30 << 20), "Content-Encoding: gzip")),
        picture(
            "a length of 10 GB",
            "larger than",
            out -> words(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")));
  }

  private static List<Case> endlessAnswers() {
    return List.of(
        picture("an endless body", "larger than 20 MiB", endless(UNTIL_CLOSED, PNG, "\0")),
        picture(
            "an endless body in chunks",
            "larger than 20 MiB",
            endless(CHUNKED + "40\r\n", Arrays.copyOf(PNG, 64), "\r\n1000\r\n" + "x".repeat(4096))),
        video("an endless film", "larger than 50 MiB", endless(UNTIL_CLOSED, MP4, "\0")),
        picture("an endless size of a chunk", "no end of", endless(CHUNKED + "9;", PNG, "x")),
        picture(
            "an endless size of a later chunk",
            "no end of",
            endless(CHUNKED + "40\r\n", Pictures.join(Arrays.copyOf(PNG, 64), bytes("\r\n")), "0")),
        picture("an endless header", "not reached", endless("HTTP/1.1 200 OK\r\na: ", PNG, "x")),
        picture("endless headers", "not reached", endless("HTTP/1.1 200 OK\r\n", PNG, "\r\na: b")),
        picture("an endless status", "not reached", endless("HTTP/1.1 200 ", PNG, "x")),
        picture("no web server", "not reached", out -> words(out, "220 ftp ready\r\n")),
        picture(
            "a connection that breaks",
            "the connection broke",
            out -> {
              words(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
              out.write(PNG);
            }),
        of(
            "a body that drips",
            "took too long",
            (host, folder) -> {
              host.answer(out -> {
                words(out, UNTIL_CLOSED);
                out.write(MP4);
                out.flush();
                host.silence(out);
              });
              fetch(host, folder, Media.Kind.VIDEO, SHORT, Media.Kind.VIDEO.name());
            }),
        of(
            "a host that says nothing",
            "took too long",
            (host, folder) -> {
              host.answer(host::silence);
              fetch(host, folder, Media.Kind.PICTURE, SHORT, "x");
            }),
        of(
            "a host that is not there",
            "not reached",
            (host, folder) -> {
              host.close();
              fetch(host, folder, Media.Kind.PICTURE, PATIENT, "x");
            }),
        picture("an expired address", "expired or is refused (HTTP 403)", status(403)),
        picture("a file that is gone", "expired or is refused (HTTP 404)", status(404)),
        picture("a host that failed", "the media host failed (HTTP 500)", status(500)));
  }

  private static List<Case> wrongPlaces() {
    return List.of(
        redirected("to itself for ever", "too often", "/again"),
        redirected("to our own machine", "known media host", "http://127.0.0.1:1/x"),
        redirected("to a cloud's secrets", "known media host", "http://169.254.169.254/latest/"),
        redirected("to a neighbour", "known media host", "http://192.168.1.1/x"),
        redirected("to a file", "known media host", "file:///etc/passwd"),
        redirected("to somebody else", "known media host", "http://evil.example/x"),
        of(
            "a foreign address",
            "known media host",
            (_, folder) ->
                real()
                    .fetch(
                        media(Media.Kind.PICTURE, "http://xhscdn.com.evil.example/x"),
                        folder.resolve("file"),
                        LIMITS)),
        of(
            "an address of numbers",
            "known media host",
            (_, folder) ->
                real()
                    .fetch(
                        media(Media.Kind.PICTURE, "http://2130706433/x"),
                        folder.resolve("file"),
                        LIMITS)),
        of(
            "a known name that leads home",
            "private network",
            (_, folder) ->
                real()
                    .fetch(
                        media(Media.Kind.PICTURE, "http://ci.xiaohongshu.com/x"),
                        folder.resolve("file"),
                        LIMITS)),
        of(
            "a redirect to a known name that leads home",
            "private network",
            (host, folder) -> {
              host.answer(status(302, "Location: http://home.example:" + host.port() + "/inner"));
              guarded(host, folder, name -> name.startsWith("home") ? HOME : OPEN);
            }),
        of(
            "a redirect to an address instead of a name",
            "known media host",
            (host, folder) -> {
              host.answer(status(302, "Location: http://127.0.0.1:" + host.port() + "/inner"));
              guarded(host, folder, _ -> OPEN);
            }),
        of(
            "a name that leads home at the second look",
            "private network",
            (host, folder) -> {
              var looks = new AtomicInteger();
              host.answer(status(302, "Location: /again", "Connection: close"));
              guarded(host, folder, _ -> looks.getAndIncrement() == 0 ? OPEN : HOME);
            }));
  }

  private static List<Case> conversions() {
    return List.of(
        converted("no converter", "ImageMagick is not installed", ""),
        converted(
            "another program of that name",
            "ImageMagick is not installed",
            "echo 'Converts FAT volumes to NTFS.'"),
        converted("a converter that fails", "could not turn the picture (avif)", magick("exit 1")),
        converted("a converter that ends by a signal", "could not turn", magick("kill -SEGV $$")),
        converted("a converter that hangs", "took longer", magick("while :; do :; done")),
        converted(
            "a converter that leaves others behind", "took longer", magick("sleep 60 & sleep 60")),
        converted(
            "a converter that writes for ever", "could not turn", magick("exec cat /dev/zero")),
        converted(
            "a converter that complains for ever", "took longer", magick("exec cat /dev/zero >&2")),
        converted(
            "a converter that wants memory",
            "could not turn",
            magick("exec dd if=/dev/zero of=/dev/null bs=100M count=1")),
        converted("a converter that gives nothing", "empty", magick("exit 0")),
        converted("a converter that gives words", "unknown kind", magick("echo 1234567890123")),
        converted("a converter that gives the same again", "gave image/avif", magick("exec cat")),
        converted(
            "a converter that gives a bomb",
            "too many",
            magick(
                "printf '\\377\\330\\377\\300\\000\\021\\010\\377\\377\\377\\377aaaaaaaaaaaaaaa'")),
        of(
            "the platform's own JPEG is none",
            "RedNote's own JPEG of it: the file is image/webp",
            (host, folder) -> {
              host.answer(body(Pictures.named("tiny.webp")));
              asJpeg(host, folder, Pictures.named("tiny.avif"), "");
            }));
  }

  private static final List<InetAddress> OPEN = address(1);
  private static final List<InetAddress> HOME = address(9);

  /// Addresses of our own machine, of which the guarded cases call the first one open.
  private static List<InetAddress> address(int last) {
    try {
      return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case of(String name, String reason, Attempt attempt) {
    return new Case(name, reason, attempt);
  }

  private static Case picture(String name, String reason, Answer answer) {
    return of(
        name,
        reason,
        (host, folder) -> {
          host.answer(answer);
          fetch(host, folder, Media.Kind.PICTURE, PATIENT, "x.jpg");
        });
  }

  private static Case video(String name, String reason, Answer answer) {
    return of(
        name,
        reason,
        (host, folder) -> {
          host.answer(answer);
          fetch(host, folder, Media.Kind.VIDEO, PATIENT, "x.mp4");
        });
  }

  private static Case redirected(String where, String reason, String location) {
    return picture("a redirect " + where, reason, status(302, "Location: " + location));
  }

  /// @param program of the converter; none when empty
  private static Case converted(String name, String reason, String program) {
    return of(
        name,
        reason,
        (host, folder) -> {
          host.answer(status(403));
          asJpeg(host, folder, Pictures.named("tiny.avif"), program);
        });
  }

  private static String magick(String script) {
    return "[ \"$1\" = -version ] && echo 'Version: ImageMagick 7' && exit 0\n" + script;
  }

  private static void fetch(
      HostileHost host, Path folder, Media.Kind kind, Duration deadline, String name) {
    var hosts = MediaHosts.ofRedNoteAnd(Set.of(host.url()));
    new RedNoteMedia(hosts, deadline, Dns.SYSTEM)
        .fetch(
            media(kind, host.url() + "/" + name + "?sign=secret"), folder.resolve("file"), LIMITS);
  }

  private static RedNoteMedia real() {
    return new RedNoteMedia(MediaHosts.ofRedNote(), PATIENT, _ -> HOME);
  }

  /// As a known host of the platform, whose names must lead to open addresses.
  private static void guarded(HostileHost host, Path folder, Names names) {
    var dns =
        new PublicDns(
            name -> names.of(name),
            address -> address.getAddress()[3] == OPEN.getFirst().getAddress()[3]);
    new MediaDownload(dns)
        .to(
            folder.resolve("file"),
            HttpUrl.get("http://cdn.example:" + host.port() + "/x"),
            new Rule(url -> url.host().endsWith(".example"), false),
            new Want(1000, System.nanoTime() + PATIENT.toNanos(), _ -> true));
  }

  private interface Names {
    List<InetAddress> of(String name);
  }

  private static void asJpeg(HostileHost host, Path folder, byte[] picture, String program)
      throws IOException {
    var original = Files.write(folder.resolve("original"), picture);
    try {
      if (!program.isEmpty()) {
        var tool = Files.writeString(folder.resolve("magick"), "#!/bin/sh\n" + program + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
      }
      var hosts = MediaHosts.ofRedNoteAnd(Set.of(host.url()));
      var media = media(Media.Kind.PICTURE, host.url() + "/x");
      new RedNoteMedia(
              hosts,
              PATIENT,
              new MediaDownload(Dns.SYSTEM),
              new ImageMagick(List.of(folder), Duration.ofSeconds(2)),
              Media::sources)
          .asJpeg(
              media,
              new MediaFile(media.kind(), "k", original, "image/avif", picture.length, 8, 6),
              folder.resolve("file"),
              LIMITS);
    } finally {
      Files.delete(original);
      Files.deleteIfExists(folder.resolve("magick"));
    }
  }

  private static Media media(Media.Kind kind, String address) {
    return new Media(kind, "k", List.of(URI.create(address)), 0, 0);
  }

  private static byte[] boxes(int count) {
    var all = new byte[8 * count];
    for (var i = 0; i < count; i++) {
      System.arraycopy(bytes("\0\0\0\10free"), 0, all, 8 * i, 8);
    }
    return all;
  }

  private static byte[] fill(int count) {
    var all = new byte[count];
    Arrays.fill(all, (byte) 0xFF);
    all[1] = (byte) 0xD8;
    return all;
  }

  private static byte[] packed(int count) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(PNG);
      var block = new byte[1 << 20];
      for (var left = count; left > 0; left -= block.length) {
        gzip.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
