package tickertalk.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Whose turn it is among a symbol's sources: the most preferred one that may be asked. Because each
 * turn begins with the most preferred, it takes over again as soon as its back-off ends and it
 * answers.
 */
final class Rota {
  private final List<Contact> contacts = new ArrayList<>();

  /**
   * A rota of sources that have not been asked yet.
   *
   * @param sources the most preferred first
   */
  Rota(List<Source> sources, DoubleSupplier random) {
    for (Source source : sources) {
      contacts.add(new Contact(contacts.size(), source, new BackOff(random)));
    }
  }

  /**
   * The source to ask now; none while the answer of one before it can be expected.
   *
   * @param rank leaves out those that are preferred to this
   */
  Optional<Contact> next(int rank, long now) {
    for (Contact contact : contacts.subList(rank, contacts.size())) {
      if (contact.isAwaited(now)) {
        return Optional.empty();
      }
      if (contact.mayBeAsked(now)) {
        return Optional.of(contact);
      }
    }
    return Optional.empty();
  }

  Source preferred() {
    return contacts.get(0).source();
  }
}
