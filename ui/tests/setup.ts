// What every test of the screen starts from: nothing on it.

import { afterEach } from 'vitest';

afterEach(() => {
  if (typeof document !== 'undefined') document.body.replaceChildren();
});
