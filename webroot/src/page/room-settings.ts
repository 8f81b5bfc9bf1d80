import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Moderation, RoomSettings } from '../client/index.js';
import { errorText } from './error-text.js';
import { PageElement } from './page-element.js';

/** The server's bounds. */
const MOST_SECONDS = 21_600;
const MOST_DAYS = 36_500;

/** How the room is run, to be looked at and changed. */
@customElement('room-settings')
export class RoomSettingsForm extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      form {
        display: grid;
        gap: 14px;
      }

      label {
        display: grid;
        gap: 4px;
        font-weight: 600;
      }

      label.check {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 28px;
      }

      input[type='number'],
      select,
      textarea {
        width: 100%;
        min-height: 40px;
        padding: 6px 12px;
        border: 1px solid var(--control-line);
        border-radius: 10px;
        background: var(--surface);
        font-weight: 400;
      }

      .note {
        color: var(--muted);
        font-size: 0.82rem;
        font-weight: 400;
      }

      button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) moderation!: Moderation;
  @property() room = '';
  @state() private settings: RoomSettings | undefined;
  @state() private failure: unknown;
  @state() private saved = false;
  @state() private busy = false;
  @query('form') private form!: HTMLFormElement;

  override render(): TemplateResult {
    return html`
      ${this.settings === undefined ? nothing : this.fields(this.settings)}
      <p role="status" data-testid="settings-status">${this.status()}</p>
      <p role="alert" class="negative" data-testid="settings-error" ?hidden=${this.failure === undefined}>${this.failure === undefined ? nothing : errorText(this.failure, this.language)}</p>
    `;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('room')) void this.exchange(this.room, {});
  }

  private fields({ access, archived, slowModeSeconds, retentionDays, words, wordAction }: RoomSettings): TemplateResult {
    const { language } = this;
    return html`
      <form @submit=${this.submit} @input=${() => (this.saved = false)}>
        <label>${language.text('settings.access')}
          <select name="access" data-testid="settings-access">
            <option value="public" .selected=${access === 'public'}>${language.text('settings.access.public')}</option>
            <option value="members" .selected=${access === 'members'}>${language.text('settings.access.members')}</option>
          </select>
        </label>
        <label class="check"><input type="checkbox" name="archived" data-testid="settings-archived" .checked=${archived === true} />${language.text('settings.archived')}</label>
        <label>${language.text('settings.slowMode')}
          <input type="number" name="slowModeSeconds" data-testid="settings-slow" required min="0" max=${MOST_SECONDS} step="1" .value=${String(slowModeSeconds ?? 0)} />
        </label>
        <label>${language.text('settings.retention')}
          <input type="number" name="retentionDays" data-testid="settings-retention" required min="0" max=${MOST_DAYS} step="1" aria-describedby="retention-note" .value=${String(retentionDays ?? 0)} />
          <span class="note" id="retention-note">${language.text('settings.retentionNote')}</span>
        </label>
        <label>${language.text('settings.words')}
          <textarea name="words" data-testid="settings-words" rows="4" dir="auto" .value=${(words ?? []).join('\n')}></textarea>
        </label>
        <label>${language.text('settings.wordAction')}
          <select name="wordAction" data-testid="settings-word-action">
            <option value="mask" .selected=${wordAction === 'mask'}>${language.text('settings.wordAction.mask')}</option>
            <option value="hold" .selected=${wordAction === 'hold'}>${language.text('settings.wordAction.hold')}</option>
          </select>
        </label>
        <button class="primary" data-testid="settings-save" ?disabled=${this.busy}>${language.text('settings.save')}</button>
      </form>
    `;
  }

  private status(): string {
    if (this.busy) return this.language.text('moderation.reading');
    return this.saved ? this.language.text('settings.saved') : '';
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.saved = await this.exchange(this.room, changesFrom(new FormData(this.form), this.settings!));
  }

  /** @returns whether it went well */
  private async exchange(room: string, changes: RoomSettings): Promise<boolean> {
    this.busy = true;
    this.failure = undefined;
    this.saved = false;
    try {
      const settings = await this.moderation.settings(room, changes);
      if (room === this.room) this.settings = settings;
      return room === this.room;
    } catch (error) {
      this.failure = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** What was changed alone, so that two moderators do not undo each other's work. */
function changesFrom(form: FormData, before: RoomSettings): RoomSettings {
  const words = String(form.get('words')).split('\n').map((word) => word.trim()).filter((word) => word !== '');
  const now: RoomSettings = {
    access: form.get('access') === 'members' ? 'members' : 'public',
    archived: form.has('archived'),
    slowModeSeconds: Number(form.get('slowModeSeconds')),
    retentionDays: Number(form.get('retentionDays')),
    words,
    wordAction: form.get('wordAction') === 'hold' ? 'hold' : 'mask',
  };
  const changed = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof RoomSettings]));
  return Object.fromEntries(changed) as RoomSettings;
}
