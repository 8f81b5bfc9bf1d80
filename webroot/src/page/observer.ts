import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChangeSource } from '../client/index.js';

/** Renders its component anew whenever one of the sources changes; the sources may be others after each update. */
export class Observer implements ReactiveController {
  #observed: readonly (ChangeSource | undefined)[] = [];
  #stops: Array<() => void> = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly sources: () => readonly (ChangeSource | undefined)[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observe();
  }

  hostUpdate(): void {
    this.#observe();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #observe(): void {
    const sources = this.sources();
    if (sources.length === this.#observed.length && sources.every((source, index) => source === this.#observed[index])) return;
    this.#stop();
    this.#observed = sources;
    this.#stops = sources.flatMap((source) => (source === undefined ? [] : [source.onChange(() => this.host.requestUpdate())]));
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#observed = [];
  }
}
