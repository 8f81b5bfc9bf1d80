package tickertalk.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tickertalk.contract.Person;
import tickertalk.storage.Sql;

/**
 * The table of persons, and who is known to be in it under which name, so that not every post pays
 * for writing down its author. Safe to use from any thread.
 */
final class People {
  /** A name and an id of some 150 bytes each: 1.5 MB at most. */
  private static final int KNOWN = 10_000;

  private static final String REMEMBER =
      """
      insert into chat_person (id, name) values (?, ?)
      on conflict (id) do update set name = excluded.name
      """;

  private final Map<String, String> namesById =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KNOWN;
        }
      };

  /** Writes down those who are new or have another name; the last name given counts. */
  void remember(Sql sql, Collection<Person> people) {
    List<Object[]> rows = new ArrayList<>();
    unknownById(people).forEach((id, name) -> rows.add(new Object[] {id, name}));
    sql.batch(REMEMBER, rows);
  }

  /** In the order of their ids, in which every JVM locks them. */
  private synchronized Map<String, String> unknownById(Collection<Person> people) {
    Map<String, String> unknown = new TreeMap<>();
    for (Person person : people) {
      if (unknown.containsKey(person.id()) || !person.name().equals(namesById.get(person.id()))) {
        unknown.put(person.id(), person.name());
      }
    }
    return unknown;
  }

  /** Takes people for known, once the transaction that remembered them is committed. */
  synchronized void committed(Collection<Person> people) {
    people.forEach(person -> namesById.put(person.id(), person.name()));
  }

  /** Takes nobody for known any more: the database may be another than it was. */
  synchronized void forget() {
    namesById.clear();
  }
}
