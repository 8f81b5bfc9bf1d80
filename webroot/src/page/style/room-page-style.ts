import { css } from 'lit';

/** Exactly as high as the window; only the log scrolls. Side by side where there is room, tabs where there is none. */
export const roomPageStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    overflow: hidden;
  }

  .skip {
    position: absolute;
    top: -60px;
    left: 12px;
    z-index: 40;
    padding: 8px 14px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--accent-text);
  }

  .skip:focus {
    top: 8px;
  }

  header {
    display: flex;
    gap: 6px;
    align-items: center;
    padding: calc(8px + env(safe-area-inset-top)) 16px 8px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .logo {
    flex: none;
    width: 30px;
    height: 30px;
  }

  h1 {
    flex: 1;
    min-width: 0;
    margin-left: 6px;
    overflow: hidden;
    font-size: 1.06rem;
    letter-spacing: -0.01em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  main {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr) minmax(320px, 400px);
    gap: 16px;
    width: min(100%, 1440px);
    min-height: 0;
    margin: 0 auto;
    padding: 16px;
  }

  .chat {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow: hidden;
  }

  room-chat {
    flex: 1;
  }

  aside {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-height: 0;
    overflow: auto;
  }

  .tabs {
    display: none;
  }

  /* Six controls side by side. */
  @media (max-width: 420px) {
    header {
      gap: 2px;
    }

    .logo {
      display: none;
    }
  }

  @media (max-width: 860px) {
    header {
      padding-inline: 12px;
    }

    .tabs {
      display: grid;
      grid-template-columns: 1fr 1fr;
      border-bottom: 1px solid var(--line);
      background: var(--surface);
    }

    .tabs button {
      min-height: 42px;
      padding: 0 6px;
      font-size: 0.9rem;
      white-space: nowrap;
      border-width: 0 0 2px;
      border-radius: 0;
    }

    .tabs button[aria-pressed='true'] {
      border-bottom-color: var(--accent);
      color: var(--text);
      font-weight: 650;
    }

    main {
      grid-template-columns: minmax(0, 1fr);
      padding: 0;
    }

    .chat {
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }

    aside {
      padding: 12px;
    }

    .show-chat aside,
    .show-market .chat {
      display: none;
    }
  }
`;
