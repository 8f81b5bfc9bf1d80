package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What stands in the two files of a TLS identity at one time, good or not.
 *
 * @param certificate the certificate's file
 * @param key the key's file
 */
record PemFiles(Buffer certificate, Buffer key) {
  /** Far more than any chain of certificates has; a wrong path may be a device or a disk image. */
  private static final long MAX_BYTES = 1 << 20;

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException naming the option of the file that cannot be read
   */
  static PemFiles read(TlsConfig config) {
    return new PemFiles(
        content("tls-cert", config.certificate()), content("tls-key", config.key()));
  }

  private static Buffer content(String option, Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(option + ": " + file + " is too large to be PEM");
      }
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(option + ": there is no file " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(option + ": cannot read " + file, e);
    }
  }
}
