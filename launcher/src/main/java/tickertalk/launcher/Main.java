package tickertalk.launcher;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The command line: {@code start} (which may be left out), {@code check}, {@code api-key} and
 * {@code version}.
 */
@Command(
    name = "tickertalk",
    description = "A live market room: chat, typing, mood, prices and notices in one page.",
    subcommands = {
      StartCommand.class,
      CheckCommand.class,
      ApiKeyCommand.class,
      VersionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main {
  private Main() {}

  /** Runs a command; the exit code is 0 for success, 1 for a failure, 2 for wrong options. */
  public static void main(String[] args) {
    int exitCode =
        run(
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    if (exitCode != StartCommand.RUNNING) {
      System.exit(exitCode);
    }
  }

  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... givenArgs) {
    String[] args = withDefaultCommand(givenArgs);
    CommandLine commandLine = new CommandLine(new Main()).setOut(out).setErr(err);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(Main::tellWrongOption);
    commandLine.setExecutionExceptionHandler(Main::tellFailure);
    try {
      OptionDefaults defaults = OptionDefaults.load(environment, args);
      commandLine.getSubcommands().values().forEach(it -> it.setDefaultValueProvider(defaults));
    } catch (OptionException e) {
      err.println("tickertalk: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return commandLine.execute(args);
  }

  /** {@code --port 9090} means {@code start --port 9090}. */
  private static String[] withDefaultCommand(String[] args) {
    boolean names =
        args.length > 0 && (!args[0].startsWith("-") || args[0].matches("-h|--help|-V|--version"));
    if (names) {
      return args;
    }
    String[] started = new String[args.length + 1];
    started[0] = "start";
    System.arraycopy(args, 0, started, 1, args.length);
    return started;
  }

  private static int tellWrongOption(ParameterException cause, String[] args) {
    CommandLine command = cause.getCommandLine();
    command.getErr().println("tickertalk: " + cause.getMessage());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int tellFailure(
      Exception cause, CommandLine command, CommandLine.ParseResult options) {
    if (cause instanceof OptionException) {
      command.getErr().println("tickertalk: " + cause.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    command.getErr().println("tickertalk: cannot start: " + cause.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Tickertalk " + number()};
    }

    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(not from a jar)" : version;
    }
  }
}
