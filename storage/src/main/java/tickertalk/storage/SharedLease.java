package tickertalk.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease in a row of the database. It is renewed three times a term by the database's clock, and
 * counts as lost when no renewal that began within nine tenths of the term, by this JVM's own
 * clock, succeeded: the holder gives up before anybody else can win.
 */
final class SharedLease implements Lease {
  private static final Logger log = LoggerFactory.getLogger(SharedLease.class);
  private static final int RENEWALS_PER_TERM = 3;

  private final Database database;
  private final String name;
  private final String holder;
  private final Duration term;
  private final String claim;
  private final String confirmation;
  private final String left;

  // Two threads: one may hang in the database while the other must notice that the term is over.
  private final ScheduledExecutorService threads;

  private Runnable held;
  private Runnable lost;
  private boolean holding;
  private boolean released;
  private volatile boolean renewing = true;
  private long renewedAtNanos;
  private volatile long fence;

  SharedLease(Database database, String name, String holder, Duration term) {
    this.database = database;
    this.name = name;
    this.holder = holder;
    this.term = term;
    this.claim =
        """
        insert into lease (name, holder, fence, expires_at) values (?, ?, 1, %1$s + ?)
        on conflict (name) do update set
          holder = excluded.holder,
          fence = lease.fence + case when lease.holder = excluded.holder then 0 else 1 end,
          expires_at = excluded.expires_at
        where lease.holder = excluded.holder or lease.expires_at < %1$s
        returning fence
        """
            .formatted(database.nowMs());
    this.confirmation =
        """
        update lease set fence = fence
        where name = ? and holder = ? and fence = ? and expires_at >= %s
        """
            .formatted(database.nowMs());
    this.left = "select expires_at - %s from lease where name = ?".formatted(database.nowMs());
    this.threads =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "lease-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void keep(Runnable whenHeld, Runnable whenLost) {
    this.held = whenHeld;
    this.lost = whenLost;
    long periodMs = term.toMillis() / RENEWALS_PER_TERM;
    var unused = threads.scheduleWithFixedDelay(this::renew, 0, periodMs, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    long begunAtNanos = System.nanoTime();
    try {
      Optional<Long> claimed = claim();
      if (claimed.isPresent()) {
        won(begunAtNanos, claimed.get());
      } else {
        lose("another holds it");
        lookWhenItEnds();
      }
      renewing = true;
    } catch (RuntimeException e) {
      if (renewing) {
        log.warn("lease {}: cannot renew, will go on trying: {}", name, e.getMessage());
      }
      renewing = false;
    }
  }

  /** A holder that died is followed at the end of its lease, not at the next look after it. */
  private void lookWhenItEnds() {
    long leftMs = database.read(sql -> sql.first(left, row -> row.getLong(1), name)).orElse(0L);
    if (leftMs < term.toMillis() / RENEWALS_PER_TERM) {
      var unused = threads.schedule(this::renew, Math.max(0, leftMs) + 1, TimeUnit.MILLISECONDS);
    }
  }

  private Optional<Long> claim() {
    return database.transact(
        sql -> sql.first(claim, row -> row.getLong(1), name, holder, term.toMillis()));
  }

  private synchronized void won(long begunAtNanos, long wonFence) {
    fence = wonFence;
    renewedAtNanos = begunAtNanos;
    scheduleGivingUp();
    if (!holding && !released && !over()) {
      holding = true;
      log.info("lease {}: held, fence {}", name, fence);
      held.run();
    }
  }

  /** The periodic look may come late by a third of the term, when another may hold it already. */
  private void scheduleGivingUp() {
    long leftNanos = ownTermNanos() - (System.nanoTime() - renewedAtNanos);
    var unused = threads.schedule(this::giveUpWhenOver, leftNanos + 1, TimeUnit.NANOSECONDS);
  }

  private synchronized void giveUpWhenOver() {
    if (holding && over()) {
      lose("no renewal within " + term);
    }
  }

  private boolean over() {
    return System.nanoTime() - renewedAtNanos > ownTermNanos();
  }

  /** A tenth less than the others wait for: the time it takes to lay the work down. */
  private long ownTermNanos() {
    return term.toNanos() * 9 / 10;
  }

  private synchronized void lose(String why) {
    if (holding) {
      holding = false;
      log.warn("lease {}: lost, {}", name, why);
      lost.run();
    }
  }

  /** Writes the row, so that nobody can take the lease before the transaction is over. */
  @Override
  public void confirm(Sql sql) {
    if (sql.update(confirmation, name, holder, fence) == 0) {
      throw new RejectedException("lease " + name + ": is not held", null);
    }
  }

  @Override
  public void release() {
    threads.shutdownNow();
    awaitRenewal();
    boolean mine;
    synchronized (this) {
      mine = holding;
      holding = false;
      released = true;
    }
    if (mine) {
      database.transact(
          sql ->
              sql.update(
                  "update lease set expires_at = 0 where name = ? and holder = ?", name, holder));
    }
  }

  /** A renewal that is under way must not come after the release and take it back. */
  private void awaitRenewal() {
    try {
      if (!threads.awaitTermination(term.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("lease {}: a renewal does not end", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
