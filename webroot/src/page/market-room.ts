import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { browserConnection, FailureCode, reconnectOnWake, RequestError, SessionApi, type ChangeSource, type Session, type User } from '../client/index.js';
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
  /** Who this tab was until another tab came in under another name. */
  @state() private formerly: User | undefined;
  @state() private asked = false;
  @state() private ended = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [reconnectOnWake(this.connection), this.checkSessionWhenNotLetIn()];
    void this.resumeSession();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.connection.close();
  }

  override render(): TemplateResult {
    if (this.user !== undefined) {
      const page = html`<room-page .connection=${this.connection} .me=${this.user} .formerly=${this.formerly} .rename=${this.rename} @other-name=${this.signOut}></room-page>`;
      return html`${keyed(this.user.id, page)}`;
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
    if (this.connection.state === 'open') this.follow(this.connection.user);
    if (this.user === undefined) document.title = this.language.text('page.title');
  }

  private async resumeSession(): Promise<void> {
    const session = await this.api.resume().catch(() => undefined);
    this.asked = true;
    if (session !== undefined) this.show(session);
  }

  /** A session can end while the connection is broken; the server may then not let us in at all. */
  private checkSessionWhenNotLetIn(): () => void {
    let before = this.connection.state;
    return this.connection.onChange(() => {
      const { state } = this.connection;
      if (state === 'waiting' && before === 'connecting') void this.checkSession();
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

  /** Tabs share one session. When another tab began a new one, this tab is that user, too, from the next connection on. */
  private follow(current: User | undefined): void {
    const formerly = this.user;
    if (formerly === undefined || formerly.id === current?.id) return;
    // The session may have changed between this connection's opening and the answer to whose it is.
    this.connection.close();
    if (current === undefined) {
      this.end();
    } else {
      this.formerly = formerly;
      this.user = current;
      this.connection.connect();
    }
  }

  private end(): void {
    if (this.user === undefined) return;
    this.user = undefined;
    this.ended = true;
  }

  private entered(event: CustomEvent<Session>): void {
    this.show(event.detail);
  }

  /** A name belongs to its user: under another one I am somebody else, in the same browser. */
  private readonly rename = async (name: string): Promise<void> => {
    // Who takes a name alone is a guest.
    if ((this.user?.role ?? 'guest') !== 'guest') throw new RequestError(FailureCode.conflict, 'leave, and come in as before under the other name');
    const session = await this.api.enter(name);
    this.connection.close();
    this.show(session);
  };

  private show({ user }: Session): void {
    this.ended = false;
    this.formerly = undefined;
    this.user = user;
    this.connection.connect();
  }

  private async signOut(): Promise<void> {
    await this.api.leave().catch(() => undefined);
    this.connection.close();
    this.user = undefined;
  }
}
