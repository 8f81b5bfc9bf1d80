package tickertalk.bridge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/**
 * What is kept of a key that another server, or somebody whom the operator trusts, proves
 * themselves with: not the key, but its hash. A key has 256 random bits, so a plain hash cannot be
 * turned back.
 *
 * @param name what its owner is called, 1 to 40 small letters, digits and {@code -}
 * @param sha256 the hash, 64 hexadecimal digits
 * @param role what it may do
 */
public record ApiKey(String name, String sha256, Role role) {
  /** What every key begins with, so that it is known from a token, and found when it leaks. */
  static final String PREFIX = "ttk_";

  /** What the ids of those begin with who have a key; nobody else's does. */
  static final String ID_PREFIX = "key:";

  private static final int KEY_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LINE = Pattern.compile("([^:\\s]+)\\s*:\\s*(\\S+)(?:\\s+(\\S+))?");
  private static final SecureRandom random = new SecureRandom();

  public ApiKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name must have 1 to 40 small letters, digits and -, but is \"" + name + "\"");
    }
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("the hash must have 64 hexadecimal digits");
    }
  }

  /** A new key, of which {@code text} is shown once, and what is kept of it. */
  public record Minted(String text, ApiKey kept) {}

  /** Makes a key that nobody can guess. */
  public static Minted mint(String name, Role role) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Minted(text, new ApiKey(name, HexFormat.of().formatHex(hash(text)), role));
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * The keys of a file, a line {@code name: hash} or {@code name: hash role} for each; empty lines
   * and what follows {@code #} are passed over.
   *
   * @throws IllegalArgumentException that names the option and the line
   */
  public static List<ApiKey> readAll(String file) {
    List<ApiKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int number = 0;
    for (String raw : file.split("\n", -1)) {
      number++;
      String line = raw.replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      ApiKey key = read(line, number);
      if (!names.add(key.name())) {
        throw wrong(number, "there are two keys of the name " + key.name());
      }
      keys.add(key);
    }
    return keys;
  }

  private static ApiKey read(String line, int number) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw wrong(number, "must be name: hash, or name: hash role");
    }
    try {
      return new ApiKey(
          parts.group(1), parts.group(2).toLowerCase(Locale.ROOT), role(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw wrong(number, e.getMessage());
    }
  }

  private static Role role(String word) {
    return word == null ? Role.SERVICE : roleOf(word);
  }

  /**
   * The role of this spelling.
   *
   * @throws IllegalArgumentException that says there is none which a key can have
   */
  public static Role roleOf(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.GUEST && role.wireName().equals(word))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role: must be service, member, moderator or admin, but is \"" + word + '"'));
  }

  private static IllegalArgumentException wrong(int line, String problem) {
    return new IllegalArgumentException("api-keys-file: line " + line + ": " + problem);
  }

  /** Its line in the file. */
  public String line() {
    return name + ": " + sha256 + (role == Role.SERVICE ? "" : " " + role.wireName());
  }

  Person person() {
    return new Person(ID_PREFIX + name, name);
  }

  @Override
  public String toString() {
    return "ApiKey[" + name + ", " + role.wireName() + "]";
  }
}
