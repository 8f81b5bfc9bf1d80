import { Backoff } from './backoff.js';
import { ChangeSource } from './change-source.js';
import { CloseCode, retryAfterMs } from './close-code.js';
import { readEnvelope, type IncomingEnvelope, type OutgoingEnvelope } from './envelope.js';
import { Heartbeat } from './heartbeat.js';
import { FailureCode, RequestError } from './request-error.js';
import type { Session, User } from './session.js';
import type { Transport, TransportFactory, TransportName } from './transport.js';
import { uuid } from './uuid.js';

/**
 * - `closed`: not connected and not trying, at the user's wish (also the state before the first `connect`)
 * - `connecting`: an attempt is under way, or it succeeded and the server is asked whose connection it is
 * - `open`: envelopes flow
 * - `waiting`: the next attempt is due at `nextAttemptAtMs`
 * - `signed-out`: the server ended the session; connecting again needs a new one
 */
export type ConnectionState = 'closed' | 'connecting' | 'open' | 'waiting' | 'signed-out';

/** Where the connection gets its transports from; `TransportChoice` is the one for browsers. */
export interface TransportSource {
  readonly current: TransportFactory;
  opened(): void;
  failedToOpen(): Promise<void>;
}

export interface SubscriptionListener<T> {
  message(body: T): void;
  /** The registration is live in the server: from now on nothing is missed. Called again after each reconnect. */
  live?(): void;
  /** The server refused the registration, or ended it: an ended one is not renewed, not by a reconnect either. */
  refused?(error: RequestError): void;
}

const OPEN_TIMEOUT_MS = 10_000;
// A server that closes right after opening (too slow, too big) must not be asked again and again at full speed.
const STABLE_AFTER_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
// A stock Vert.x bridge never confirms. Going on after a while is safe: what was missed shows as a hole in `seq`.
const CONFIRMATION_TIMEOUT_MS = 3_000;

interface PendingRequest {
  /** The length of a command's frame; 0 for a registration. */
  size: number;
  resolve(body: unknown): void;
  reject(error: RequestError): void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * A connection to the event bus bridge that repairs itself: it reconnects with jittered back-off, renews its
 * registrations, and notices a peer that died without saying so.
 */
export class BridgeConnection extends ChangeSource {
  #state: ConnectionState = 'closed';
  #transport: Transport | undefined;
  #transportName: TransportName | undefined;
  #session: Session | undefined;
  /** Whether the connection held, so that a server that closes it is not one that closes every one. */
  #stable = false;
  #nextAttemptAtMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Guards against late events of a transport that was already given up. */
  #generation = 0;
  readonly #requests = new Map<string, PendingRequest>();
  readonly #subscriptions = new Map<string, Set<SubscriptionListener<any>>>();
  readonly #live = new Set<string>();
  readonly #heartbeat = new Heartbeat(
    () => this.#write({ type: 'ping', replyAddress: uuid() }),
    () => this.#lost(),
  );

  /**
   * @param whoAmI asks the server whose session it sees now; without it the connection counts as everybody's
   */
  constructor(
    private readonly transports: TransportSource,
    private readonly backoff: Backoff = new Backoff(),
    private readonly whoAmI?: () => Promise<Session | undefined>,
  ) {
    super();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Which door the open connection goes through. */
  get transportName(): TransportName | undefined {
    return this.#transportName;
  }

  /** While `open`: whose connection it is; undefined for nobody's, or when it does not ask. */
  get user(): User | undefined {
    return this.#session?.user;
  }

  /** While `open`: the session that it was opened with; undefined as for `user`. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** Whether what is sent now is sent as this user. The tabs of a browser share a session, and another tab may change it. */
  isOf(user: User): boolean {
    return this.#state === 'open' && (this.whoAmI === undefined || this.#session?.user.id === user.id);
  }

  /** While `waiting`: when the next attempt is due, epoch milliseconds. */
  get nextAttemptAtMs(): number | undefined {
    return this.#nextAttemptAtMs;
  }

  /** Round trip of the last ping, in milliseconds. */
  get latencyMs(): number | undefined {
    return this.#heartbeat.latencyMs;
  }

  /** Connects, and stays connected until `close`. Does nothing when already connected or connecting. */
  connect(): void {
    if (this.#state === 'open' || this.#state === 'connecting') return;
    this.#attempt();
  }

  /** Connects without waiting for the back-off; for a user's click or a network that came back. */
  connectNow(): void {
    if (this.#state !== 'waiting') return;
    this.backoff.reset();
    this.#attempt();
  }

  /** Leaves an open connection for a new one, by whatever transport is best now; not while an answer is waited for. */
  reconnect(): void {
    if (this.#state === 'open' && this.#requests.size === 0) this.#attempt();
  }

  /** Makes sure soon that an open connection is alive; for a tab that woke up. */
  checkAlive(): void {
    if (this.#state === 'open') this.#heartbeat.probe();
  }

  /** Ends the connection for good; nothing reconnects until `connect` is called again. */
  close(): void {
    this.#drop(CloseCode.normal);
    this.#enter('closed');
  }

  /**
   * Sends a command and waits for its answer.
   * @param timeoutMs how long to wait; default 10 s
   * @throws RequestError when refused, not answered in time, or not connected
   */
  request<T>(address: string, body: unknown, timeoutMs = REQUEST_TIMEOUT_MS): Promise<T> {
    if (this.#state !== 'open') return Promise.reject(disconnected());
    return this.#exchange((replyAddress) => ({ type: 'send', address, headers: {}, body, replyAddress }), timeoutMs) as Promise<T>;
  }

  /**
   * Registers for an event address, now and after every reconnect.
   * @returns a function that ends the subscription
   */
  subscribe<T>(address: string, listener: SubscriptionListener<T>): () => void {
    const listeners = this.#subscriptions.get(address) ?? new Set();
    listeners.add(listener);
    this.#subscriptions.set(address, listeners);
    if (listeners.size === 1) this.#register(address);
    else if (this.#live.has(address)) queueMicrotask(() => listeners.has(listener) && listener.live?.());
    return () => this.#unsubscribe(address, listener);
  }

  #unsubscribe(address: string, listener: SubscriptionListener<any>): void {
    const listeners = this.#subscriptions.get(address);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.#subscriptions.delete(address);
    this.#live.delete(address);
    if (this.#state === 'open') this.#write({ type: 'unregister', address, headers: {} });
  }

  #attempt(): void {
    this.#drop();
    const generation = this.#generation;
    const factory = this.transports.current;
    this.#enter('connecting');
    this.#timer = setTimeout(() => this.#lost(), OPEN_TIMEOUT_MS);
    const current = (): boolean => generation === this.#generation;
    this.#transport = factory.open({
      opened: () => current() && this.#opened(factory.name, current),
      received: (frame) => current() && this.#received(frame),
      closed: (code, reason) => current() && this.#closed(code, reason),
    });
  }

  /** Asks only now: the user of a connection is settled by then, so that a change while it opens is noticed. */
  #opened(transportName: TransportName, current: () => boolean): void {
    this.transports.opened();
    if (this.whoAmI === undefined) {
      this.#ready(transportName, undefined);
      return;
    }
    this.whoAmI().then(
      (session) => current() && this.#ready(transportName, session),
      () => current() && this.#lost(),
    );
  }

  #ready(transportName: TransportName, session: Session | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#held(), STABLE_AFTER_MS);
    this.#transportName = transportName;
    this.#session = session;
    this.#heartbeat.start();
    this.#enter('open');
    for (const address of this.#subscriptions.keys()) this.#register(address);
  }

  #held(): void {
    this.#stable = true;
    this.backoff.reset();
  }

  #closed(code: number, reason: string): void {
    if (code === CloseCode.sessionEnded) {
      this.#drop();
      this.#enter('signed-out');
    } else {
      if (code === CloseCode.tooBig) this.#refuseBiggest();
      this.#lost(retryAfterMs(code, reason));
    }
  }

  /** The server does not say what was too big for it; of the commands under way it is the biggest. */
  #refuseBiggest(): void {
    const commands = [...this.#requests].filter(([, { size }]) => size > 0);
    const biggest = commands.sort(([, one], [, other]) => other.size - one.size)[0];
    if (biggest === undefined) return;
    const [replyAddress, { timer, reject }] = biggest;
    this.#requests.delete(replyAddress);
    clearTimeout(timer);
    reject(new RequestError(FailureCode.tooLarge, 'too big for the server'));
  }

  #lost(askedMs?: number): void {
    if (this.#state === 'connecting') void this.transports.failedToOpen();
    const delayMs = this.#delayMs(askedMs);
    this.#drop();
    this.#nextAttemptAtMs = Date.now() + delayMs;
    this.#timer = setTimeout(() => this.#attempt(), delayMs);
    this.#enter('waiting');
  }

  /** A server that goes away spreads those who come back; but one that sends away at every opening is backed off from. */
  #delayMs(askedMs: number | undefined): number {
    if (askedMs !== undefined && this.#stable) return askedMs;
    return Math.max(askedMs ?? 0, this.backoff.nextDelayMs());
  }

  /** Lets go of the transport at once, without waiting for a closing handshake that a dead peer never answers. */
  #drop(code?: number): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
    this.#nextAttemptAtMs = undefined;
    this.#transportName = undefined;
    this.#session = undefined;
    this.#stable = false;
    this.#live.clear();
    this.#transport?.close(code);
    this.#transport = undefined;
    const requests = [...this.#requests.values()];
    this.#requests.clear();
    for (const request of requests) {
      clearTimeout(request.timer);
      request.reject(disconnected());
    }
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.changed();
  }

  #register(address: string): void {
    if (this.#state !== 'open') return;
    const generation = this.#generation;
    this.#exchange((replyAddress) => ({ type: 'register', address, headers: {}, replyAddress }), CONFIRMATION_TIMEOUT_MS).then(
      () => this.#registered(address, generation),
      (error: RequestError) => {
        if (error.code === FailureCode.timeout) this.#registered(address, generation);
        else if (error.code !== FailureCode.disconnected) this.#each(address, (listener) => listener.refused?.(error));
      },
    );
  }

  #registered(address: string, generation: number): void {
    if (generation !== this.#generation || !this.#subscriptions.has(address)) return;
    this.#live.add(address);
    this.#each(address, (listener) => listener.live?.());
  }

  #exchange(write: (replyAddress: string) => OutgoingEnvelope, timeoutMs: number): Promise<unknown> {
    const replyAddress = uuid();
    const envelope = write(replyAddress);
    const frame = JSON.stringify(envelope);
    const size = envelope.type === 'send' ? frame.length : 0;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#requests.delete(replyAddress);
        reject(new RequestError(FailureCode.timeout, `no answer within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#requests.set(replyAddress, { size, resolve, reject, timer });
      this.#transport?.send(frame);
    });
  }

  #received(frame: string): void {
    this.#heartbeat.heard();
    const envelope = readEnvelope(frame);
    if (envelope === undefined) return;
    const request = envelope.address === undefined ? undefined : this.#requests.get(envelope.address);
    if (request !== undefined) {
      this.#requests.delete(envelope.address!);
      clearTimeout(request.timer);
      if (envelope.type === 'rec') request.resolve(envelope.body);
      else request.reject(refusal(envelope));
    } else if (envelope.type === 'rec') {
      this.#each(envelope.address, (listener) => listener.message(envelope.body));
    } else if (envelope.address !== undefined) {
      this.#ended(envelope.address, refusal(envelope));
    }
  }

  /** Who was sent out of a room is not to be back in by the next reconnect; who subscribes anew registers anew. */
  #ended(address: string, error: RequestError): void {
    const listeners = [...(this.#subscriptions.get(address) ?? [])];
    this.#subscriptions.delete(address);
    this.#live.delete(address);
    for (const listener of listeners) listener.refused?.(error);
  }

  #each(address: string, action: (listener: SubscriptionListener<any>) => void): void {
    for (const listener of [...(this.#subscriptions.get(address) ?? [])]) action(listener);
  }

  #write(envelope: OutgoingEnvelope): void {
    this.#transport?.send(JSON.stringify(envelope));
  }
}

function disconnected(): RequestError {
  return new RequestError(FailureCode.disconnected, 'not connected');
}

function refusal(envelope: IncomingEnvelope & { type: 'err' }): RequestError {
  const message = envelope.message ?? (typeof envelope.body === 'string' ? envelope.body : 'refused');
  return new RequestError(envelope.failureCode ?? FailureCode.notAllowed, message, envelope.retryAfterMs, envelope.failureType);
}
