import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { FailureCode, RequestError, SessionApi, type Session } from '../client/index.js';
import { errorText } from './error-text.js';
import './language-select.js';
import { PageElement } from './page-element.js';
import { store, stored } from './setting.js';

const NAME_SETTING = 'name';
const NAME_LIMIT = 64;

/**
 * Asks for a name and signs in.
 * @fires entered with the `Session` as detail
 */
@customElement('name-form')
export class NameForm extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        height: 100dvh;
        padding: 24px 16px;
        overflow: auto;
        place-items: center;
      }

      main {
        width: min(100%, 400px);
      }

      form.card {
        display: grid;
        gap: 14px;
        padding: 28px;
      }

      svg {
        width: 52px;
        height: 52px;
      }

      h1 {
        font-size: 1.55rem;
        line-height: 1.25;
        letter-spacing: -0.02em;
      }

      label {
        display: grid;
        gap: 6px;
        font-weight: 600;
      }

      input {
        width: 100%;
        min-height: 46px;
        padding: 0 14px;
        border: 1px solid var(--control-line);
        border-radius: 12px;
        background: var(--raised);
        font-weight: 400;
      }

      input::placeholder {
        color: var(--muted);
      }

      summary {
        min-height: 28px;
        color: var(--muted);
        cursor: pointer;
      }

      summary ~ label {
        margin: 8px 0 4px;
      }

      button {
        min-height: 46px;
        border-radius: 12px;
      }

      .error {
        color: var(--negative);
      }
    `,
  ];

  @property({ attribute: false }) api!: SessionApi;
  /** Why a name is asked for again. */
  @property({ attribute: false }) reason?: 'session-ended';

  @state() private failure: unknown;
  @state() private empty = false;
  @state() private busy = false;
  @query('input') private input!: HTMLInputElement;
  @query('[data-testid=key]') private key!: HTMLInputElement;

  override render(): TemplateResult {
    const { language } = this;
    return html`
      <main>
        <form class="card" novalidate @submit=${this.submit}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M7 6h18a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4H15l-7 5v-5H7a4 4 0 0 1-4-4v-9a4 4 0 0 1 4-4z" fill="#f4b740" />
            <path d="M8 18l4.500-4 3.500 2.500 8-6" fill="none" stroke="#221a05" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round" />
          </svg>
          <h1>${language.text('name.heading')}</h1>
          <p class="muted">${language.text('name.intro')}</p>
          <label>
            ${language.text('name.label')}
            <input
              data-testid="name"
              name="nickname"
              autocomplete="nickname"
              maxlength=${NAME_LIMIT}
              placeholder=${language.text('name.placeholder')}
              aria-describedby="error"
              aria-invalid=${this.empty || this.failure !== undefined ? 'true' : 'false'}
            />
          </label>
          <details>
            <summary data-testid="with-key">${language.text('name.withKey')}</summary>
            <label>
              ${language.text('name.key')}
              <input type="password" data-testid="key" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="key-note error" />
            </label>
            <p class="muted" id="key-note">${language.text('name.keyNote')}</p>
          </details>
          <p id="error" class="error" role="alert" data-testid="name-error">${this.problem() ?? nothing}</p>
          <button class="primary" data-testid="enter" ?disabled=${this.busy}>${language.text('name.enter')}</button>
          <language-select></language-select>
        </form>
      </main>
    `;
  }

  override firstUpdated(): void {
    this.input.value = stored(NAME_SETTING) ?? '';
    this.input.focus();
  }

  private problem(): string | undefined {
    if (this.empty) return this.language.text('name.required');
    if (this.failure !== undefined) return this.refusal(this.failure);
    return this.reason === undefined ? undefined : this.language.text('name.sessionEnded');
  }

  /** Where people sign in elsewhere, only the server knows where; names are refused there. */
  private refusal(failure: unknown): string {
    const { message } = failure as Partial<RequestError>;
    if (failure instanceof RequestError && failure.code === FailureCode.notSignedIn) return this.language.text('name.keyRefused');
    const notAllowed = failure instanceof RequestError && failure.code === FailureCode.notAllowed;
    return notAllowed && message ? this.language.text('name.refused', { message }) : errorText(failure, this.language);
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.input.value.trim();
    this.failure = undefined;
    this.empty = name === '';
    if (this.empty || this.busy) return;
    this.busy = true;
    try {
      const session = await this.api.enter(name, this.key.value.trim() || undefined);
      this.key.value = '';
      store(NAME_SETTING, name);
      this.dispatchEvent(new CustomEvent<Session>('entered', { detail: session }));
    } catch (error) {
      // One that is no good is not left standing; the answer may also not have come, and it be tried again.
      if (error instanceof RequestError && error.code === FailureCode.notSignedIn) this.key.value = '';
      this.failure = error;
    } finally {
      this.busy = false;
    }
  }
}
