import { css } from 'lit';

/** What all components share: controls, focus, cards, text for screen readers only. */
export const baseStyle = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
    color: var(--text);
    word-break: keep-all;
    overflow-wrap: anywhere;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: 0.8rem;
    font-weight: 650;
    color: var(--muted);
  }

  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }

  button,
  select {
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
    cursor: pointer;
    transition: background-color 120ms, border-color 120ms;
  }

  button:hover,
  select:hover {
    border-color: var(--control-line);
  }

  button:disabled {
    opacity: 0.55;
    cursor: default;
  }

  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-text);
    font-weight: 650;
  }

  button.primary:hover {
    filter: brightness(1.06);
  }

  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }

  button.quiet:hover {
    background: var(--raised);
    color: var(--text);
  }

  button.small {
    min-height: 28px;
    padding: 0 10px;
    border-radius: 8px;
    font-size: 0.82rem;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .card {
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .muted {
    color: var(--muted);
  }

  .digits {
    font-variant-numeric: tabular-nums;
  }

  .red {
    color: var(--red);
  }

  .blue {
    color: var(--blue);
  }

  .green {
    color: var(--green);
  }

  .positive {
    color: var(--positive);
  }

  .negative {
    color: var(--negative);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
