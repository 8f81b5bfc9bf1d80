package tickertalk.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: which Tickertalk this is, and on what it runs. */
@Command(name = "version", description = "Tells the version.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .println("Tickertalk " + Main.Version.number() + " on Java " + Runtime.version());
  }
}
