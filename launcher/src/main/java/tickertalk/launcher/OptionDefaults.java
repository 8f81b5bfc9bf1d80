package tickertalk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option's value comes from when the command line does not give it: the environment, then
 * the file that {@code --config} names. An option {@code --price-source} is {@code
 * TICKERTALK_PRICE_SOURCE} in the environment and {@code price-source} in the file.
 */
final class OptionDefaults implements IDefaultValueProvider {
  private static final String ENVIRONMENT_PREFIX = "TICKERTALK_";
  private static final String CONFIG = "config";

  private final Map<String, String> environment;
  private final Map<String, String> file;

  private OptionDefaults(Map<String, String> environment, Map<String, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the environment and the file.
   *
   * @throws OptionException for a name that is no option, or a file that cannot be read
   */
  static OptionDefaults load(Map<String, String> environment, String... args) {
    Set<String> known = knownOptions();
    Map<String, String> fromEnvironment = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String option = optionOf(name);
            requireKnown(known, option, "environment variable " + name);
            fromEnvironment.put(option, value);
          }
        });
    Map<String, String> fromFile = new HashMap<>();
    String config = configIn(args, fromEnvironment.get(CONFIG));
    if (config != null) {
      read(config)
          .forEach(
              (key, value) -> {
                requireKnown(known, String.valueOf(key), "option " + key + " in " + config);
                fromFile.put(String.valueOf(key), text(value));
              });
    }
    return new OptionDefaults(fromEnvironment, fromFile);
  }

  private static String optionOf(String variable) {
    return variable
        .substring(ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  private static Set<String> knownOptions() {
    return new CommandLine(new StartCommand())
        .getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .map(name -> name.substring(2))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireKnown(Set<String> known, String option, String where) {
    if (!known.contains(option)) {
      throw new OptionException(where + ": there is no such option; there are " + known);
    }
  }

  private static String configIn(String[] args, String otherwise) {
    String flag = "--" + CONFIG;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(flag) && i + 1 < args.length) {
        return args[i + 1];
      }
      if (args[i].startsWith(flag + "=")) {
        return args[i].substring(flag.length() + 1);
      }
    }
    return otherwise;
  }

  private static Map<?, ?> read(String path) {
    try {
      Object content =
          new Load(LoadSettings.builder().setLabel(path).build())
              .loadFromString(Files.readString(Path.of(path)));
      if (content == null) {
        return Map.of();
      }
      if (content instanceof Map<?, ?> options) {
        return options;
      }
      throw new OptionException("--config: " + path + " must list options as name: value");
    } catch (IOException e) {
      throw new OptionException("--config: cannot read " + path);
    } catch (YamlEngineException e) {
      throw new OptionException("--config: " + path + " is not YAML: " + e.getMessage());
    }
  }

  /** A list in the file is written with commas on the command line. */
  private static String text(Object value) {
    return value instanceof Collection<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().substring(2);
    return environment.getOrDefault(name, file.get(name));
  }
}
