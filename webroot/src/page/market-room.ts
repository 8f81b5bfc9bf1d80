import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { browserConnection, reconnectOnWake, SessionApi, type ChangeSource, type Session, type User } from '../client/index.js';
import './name-form.js';
import { PageElement } from './page-element.js';
import './room-page.js';

/** The page: asks for a name where no session exists, then shows the room. */
@customElement('market-room')
export class MarketRoom extends PageElement {
  private readonly api = new SessionApi(location.origin);
  private readonly connection = browserConnection(location.origin);
  private stops: Array<() => void> = [];

  @state() private user: User | undefined;
  @state() private asked = false;
  @state() private ended = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [reconnectOnWake(this.connection), this.checkSessionAfterBreaks()];
    void this.resumeSession();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.connection.close();
  }

  override render(): TemplateResult {
    if (this.user !== undefined) {
      return html`<room-page .connection=${this.connection} .me=${this.user} @other-name=${this.signOut}></room-page>`;
    }
    // Nothing until the session is known: no form that flashes by.
    return this.asked
      ? html`<name-form .api=${this.api} .reason=${this.ended ? 'session-ended' : undefined} @entered=${this.entered}></name-form>`
      : html``;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.connection];
  }

  protected override willUpdate(): void {
    if (this.connection.state === 'signed-out') this.end();
    if (this.user === undefined) document.title = this.language.text('page.title');
  }

  private async resumeSession(): Promise<void> {
    const session = await this.api.current().catch(() => undefined);
    this.asked = true;
    if (session !== undefined) this.show(session);
  }

  /** A session can end while the connection is broken; the server then takes us for a guest, or not at all. */
  private checkSessionAfterBreaks(): () => void {
    let before = this.connection.state;
    let wasOpen = false;
    return this.connection.onChange(() => {
      const { state } = this.connection;
      const suspicious = (state === 'open' && wasOpen) || (state === 'waiting' && before === 'connecting');
      if (suspicious && state !== before) void this.checkSession();
      wasOpen ||= state === 'open';
      before = state;
    });
  }

  private async checkSession(): Promise<void> {
    const ended = await this.api.current().then(
      (session) => session === undefined,
      () => false,
    );
    if (!ended) return;
    this.connection.close();
    this.end();
  }

  private end(): void {
    if (this.user === undefined) return;
    this.user = undefined;
    this.ended = true;
  }

  private entered(event: CustomEvent<Session>): void {
    this.show(event.detail);
  }

  private show({ user }: Session): void {
    this.ended = false;
    this.user = user;
    this.connection.connect();
  }

  private async signOut(): Promise<void> {
    await this.api.leave().catch(() => undefined);
    this.connection.close();
    this.user = undefined;
  }
}
