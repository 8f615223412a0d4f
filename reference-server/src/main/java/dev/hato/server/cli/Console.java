package dev.hato.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a command sees of the process: its output, the environment, the working directory. */
record Console(PrintWriter out, PrintWriter err, Map<String, String> environment, Path directory) {
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
