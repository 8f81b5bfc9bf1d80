package tickertalk.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import tickertalk.bridge.TokenKey;

/**
 * The folder of what one installation keeps: the embedded database and the key that signs session
 * tokens. A JVM that runs alone has it for itself; the JVMs of a cluster on one machine share it.
 */
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder where it is missing and takes it into use.
   *
   * @throws OptionException when it cannot be written, or somebody else uses it
   */
  static DataFolder open(Path folder, boolean shared) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("in-use"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel, shared);
      if (lock == null) {
        channel.close();
        throw new OptionException("--data: " + folder + " is in use by another Tickertalk");
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new OptionException("--data: cannot use " + folder + ": " + e.getMessage());
    }
  }

  private static FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      return null; // this very JVM has it
    }
  }

  /** The key of this installation, made when it is first asked for. */
  TokenKey tokenKey() {
    Path file = folder.resolve("token-key");
    try {
      create(file, TokenKey.generate());
      return new TokenKey(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw new OptionException(
          "--data: cannot read the token key " + file + ": " + e.getMessage());
    }
  }

  /** Writes the key beside its place and links it there, so that nobody ever reads half of it. */
  private static void create(Path file, TokenKey key) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "token-key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key.bytes()));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return; // another JVM was first, and its key is the key
    } finally {
      Files.delete(draft);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
