import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BridgeConnection, ChangeSource } from '../client/index.js';
import { PageElement } from './page-element.js';

/** Whether the page is connected, through which door, and how fast. */
@customElement('connection-dot')
export class ConnectionDot extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        flex: none;
        line-height: 0;
      }

      span {
        display: inline-block;
        width: 10px;
        height: 10px;
        margin-right: 6px;
        border-radius: 50%;
        background: var(--control-line);
      }

      [data-state='open'] {
        background: var(--positive);
      }

      [data-state='waiting'] {
        background: var(--negative);
      }
    `,
  ];

  @property({ attribute: false }) connection!: BridgeConnection;

  override render(): TemplateResult {
    const { state, transportName, latencyMs } = this.connection;
    const open = state === 'open';
    const details = open && latencyMs !== undefined
      ? this.language.text('connection.details', { transport: transportName ?? '', latency: `${latencyMs} ms` })
      : this.language.text(open ? 'connection.open' : state === 'closed' ? 'connection.closed' : 'connection.reconnecting');
    return html`<span role="img" data-testid="connection" data-state=${state} data-transport=${transportName ?? nothing} title=${details} aria-label=${details}></span>`;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.connection];
  }
}
