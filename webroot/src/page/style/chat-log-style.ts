import { css } from 'lit';

export const chatLogStyle = css`
  :host {
    position: relative;
    min-height: 0;
  }

  .log {
    height: 100%;
    padding: 8px 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .day {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 12px 16px;
    color: var(--muted);
    font-size: 0.8rem;
  }

  .day::before,
  .day::after {
    flex: 1;
    height: 1px;
    background: var(--line);
    content: '';
  }

  .note {
    padding: 24px 16px;
    color: var(--muted);
    text-align: center;
  }

  .older {
    position: absolute;
    top: 8px;
    right: 0;
    left: 0;
    width: fit-content;
    margin: auto;
    padding: 2px 12px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    color: var(--muted);
    font-size: 0.8rem;
  }

  .to-end {
    position: absolute;
    right: 0;
    bottom: 10px;
    left: 0;
    width: fit-content;
    margin: auto;
    border-radius: 999px;
    box-shadow: var(--shadow);
  }

  .unread {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 8px 16px;
    color: var(--accent-ink);
    font-size: 0.8rem;
    font-weight: 650;
  }

  .unread::before,
  .unread::after {
    flex: 1;
    height: 1px;
    background: var(--accent);
    content: '';
  }
`;
