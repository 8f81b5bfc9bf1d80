// Runs before the first paint, so that a stored theme or language never flashes in after another one.
try {
  const theme = localStorage.getItem('tickertalk.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked; the system's theme applies.
}
