package tickertalk.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tickertalk.bridge.ApiKey;

/**
 * {@code api-key}: makes a key for another server, or for somebody who moderates; it is shown this
 * once and kept nowhere.
 */
@Command(
    name = "api-key",
    description =
        "Makes a key for another server, or for a moderator or admin, and its line for"
            + " --api-keys-file.",
    mixinStandardHelpOptions = true)
final class ApiKeyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<name>", description = "what its owner is called")
  private String name;

  @Option(
      names = "--role",
      defaultValue = "service",
      description =
          "service for another server; member, moderator or admin for a person, who signs in with"
              + " it (default: ${DEFAULT-VALUE})")
  private String role;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      ApiKey.Minted minted = ApiKey.mint(name, ApiKey.roleOf(role));
      PrintWriter out = spec.commandLine().getOut();
      out.println("the key, for its owner:                " + minted.text());
      out.println("the line, for the --api-keys-file:     " + minted.kept().line());
      out.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      throw new OptionException("api-key: " + e.getMessage());
    }
  }
}
