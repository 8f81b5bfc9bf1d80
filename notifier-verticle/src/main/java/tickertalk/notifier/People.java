package tickertalk.notifier;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Person;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * Everybody who was ever seen: who may get a notice, and who is called what. Safe to use from any
 * thread; blocks.
 */
final class People {
  // A month: an @name means somebody who is about, not who once passed by under that name.
  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  // So that most messages write nothing here; a month does not need it finer.
  private static final long REFRESH_MS = Duration.ofHours(1).toMillis();
  private static final int MAX_REMEMBERED = 10_000;
  // Names are not unique. The ones seen last are meant, as many as one message reaches; the author
  // may be among them, and does not count.
  private static final int MAX_BEARERS = Mentions.MAX_PEOPLE + 1;

  private record Seen(String name, long at) {}

  private record Bearer(String key, Person person) {
    static Bearer of(ResultSet row) throws SQLException {
      return new Bearer(
          row.getString("name_key"), new Person(row.getString("id"), row.getString("name")));
    }
  }

  private final Database database;
  private final Clock clock;

  // What the database has been told of late; the least recently seen go first.
  private final Map<String, Seen> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });

  People(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes this person known, from now on and under this name. */
  void remember(Person person) {
    long now = clock.millis();
    Seen seen = remembered.get(person.id());
    if (seen == null || !seen.name().equals(person.name()) || now - seen.at() >= REFRESH_MS) {
      database.transact(sql -> store(sql, person, now));
      remembered.put(person.id(), new Seen(person.name(), now));
    }
  }

  private static int store(Sql sql, Person person, long now) {
    return sql.update(
        """
        insert into notifier_person (id, name, name_key, seen_at, after_notice)
        values (?, ?, ?, ?, (select coalesce(max(id), 0) from notifier_notice))
        on conflict (id) do update
        set name = excluded.name, name_key = excluded.name_key, seen_at = excluded.seen_at""",
        person.id(),
        person.name(),
        Mentions.key(person.name()),
        now);
  }

  /** Whether this id was ever seen. */
  boolean knows(String id) {
    return database.read(
        sql ->
            sql.first("select 1 from notifier_person where id = ?", row -> true, id).isPresent());
  }

  /**
   * Who of those seen within 30 days bears these names, by {@link Mentions#key}; of many with one
   * name, those seen last.
   */
  Map<String, List<Person>> bearers(Set<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    List<Object> args = new ArrayList<>(keys);
    args.add(clock.millis() - KNOWN_FOR.toMillis());
    args.add(MAX_BEARERS);
    String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
    List<Bearer> bearers =
        database.read(
            sql ->
                sql.query(
                    """
                    select id, name, name_key from (
                      select id, name, name_key, row_number() over (
                        partition by name_key order by seen_at desc, id) as place
                      from notifier_person where name_key in (%s) and seen_at >= ?
                    ) as bearer
                    where place <= ? order by name_key, place"""
                        .formatted(marks),
                    Bearer::of,
                    args.toArray()));
    return bearers.stream().collect(groupingBy(Bearer::key, mapping(Bearer::person, toList())));
  }
}
