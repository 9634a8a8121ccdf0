package org.littleredbridge.config;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/// Types a command and keeps what it says.
///
/// @param exit its exit code
/// @param out what it said on standard output
/// @param err what it said on standard error
record Terminal(int exit, String out, String err) {
  static Terminal typed(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        new CommandLine(new CommandLineRoot(environment))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Terminal(exit, out.toString(), err.toString());
  }
}
