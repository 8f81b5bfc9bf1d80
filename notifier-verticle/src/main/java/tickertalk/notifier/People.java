package tickertalk.notifier;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
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

  private record Standing(Role role, Optional<Set<String>> rooms) {
    static final Standing UNKNOWN = new Standing(Role.GUEST, Optional.empty());

    static Standing of(ResultSet row) throws SQLException {
      return new Standing(
          Role.of(row.getString("role")),
          Optional.ofNullable(row.getString("rooms")).map(Standing::rooms));
    }

    private static Set<String> rooms(String json) {
      return new JsonArray(json).stream().map(String.class::cast).collect(toSet());
    }
  }

  private record Bearer(String key, Person person) {
    static Bearer of(ResultSet row) throws SQLException {
      return new Bearer(
          row.getString("name_key"), new Person(row.getString("id"), row.getString("name")));
    }
  }

  private final Database database;
  private final Clock clock;

  // What the database has been told of late; the least recently seen go first.
  private final Map<String, Seen> remembered = ofLate();
  private final Map<String, Standing> standings = ofLate();

  People(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private static <V> Map<String, V> ofLate() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX_REMEMBERED;
          }
        });
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

  /** The same, and with which role and for which rooms they came. */
  void remember(Caller caller) {
    remember(caller.person());
    Standing standing = new Standing(caller.role(), caller.rooms());
    String id = caller.person().id();
    if (!standing.equals(standings.get(id))) {
      database.transact(
          sql ->
              sql.update(
                  "update notifier_person set role = ?, rooms = ? where id = ?",
                  standing.role().wireName(),
                  standing.rooms().map(rooms -> new JsonArray(List.copyOf(rooms)).encode()),
                  id));
      standings.put(id, standing);
    }
  }

  /**
   * Those of these people who may read a room, as far as they showed who they are: somebody who was
   * only spoken of counts as a guest.
   */
  List<Person> admitted(List<Person> people, Door door, String room) {
    List<Object> ids = people.stream().<Object>map(Person::id).toList();
    String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
    Map<String, Standing> byId = new HashMap<>();
    database.read(
        sql ->
            sql.query(
                "select id, role, rooms from notifier_person where role is not null and id in ("
                    + marks
                    + ")",
                row -> byId.put(row.getString("id"), Standing.of(row)),
                ids.toArray()));
    return people.stream()
        .filter(
            person -> {
              Standing standing = byId.getOrDefault(person.id(), Standing.UNKNOWN);
              Caller caller = new Caller(person, standing.role(), standing.rooms());
              return door.admits(caller, room);
            })
        .toList();
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
