import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks (--check) or rewrites (--apply) every .java file below the given folders; exit code 1 when some file differs. */
void main(String[] args) throws Exception {
  boolean apply = args[0].equals("--apply");
  int differing = 0;
  for (int i = 1; i < args.length; i++) {
    if (Files.isDirectory(Path.of(args[i]))) {
      for (Path file : sources(Path.of(args[i]))) {
        differing += format(file, apply) ? 0 : 1;
      }
    }
  }
  if (differing > 0 && !apply) {
    IO.println("Run: mvn validate -Dfmt=--apply");
    System.exit(1);
  }
}

List<Path> sources(Path folder) throws Exception {
  try (var files = Files.walk(folder)) {
    return files.filter(f -> f.toString().endsWith(".java")).toList();
  }
}

boolean format(Path file, boolean apply) throws Exception {
  String was = Files.readString(file);
  String tidied = RemoveUnusedImports.removeUnusedImports(new Formatter().formatSource(was));
  String now = ImportOrderer.reorderImports(tidied, Style.GOOGLE);
  if (now.equals(was)) {
    return true;
  }
  IO.println((apply ? "formatted " : "not formatted: ") + file);
  if (apply) {
    Files.writeString(file, now);
  }
  return false;
}
