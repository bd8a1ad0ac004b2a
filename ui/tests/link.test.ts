// The status bar must never show an older state than the one it was told last.
import { expect, it } from 'vitest';

import type { LinkStatus } from '../src/lib/backend';
import { Link } from '../src/lib/link';
import { fakeBackend, LINK } from './fake-backend';

it('does not let a late answer take the place of a change heard meanwhile', async () => {
  let hear: (status: LinkStatus) => void = () => undefined;
  const sent: LinkStatus = { ...LINK, state: 'connected', waiting: 0 };
  const { backend } = fakeBackend({
    onLinkChanged: (heard) => {
      hear = heard;
      return () => undefined;
    },
    connectCentre: () => {
      // All is sent before the answer, which still counts what waited, has come back.
      hear(sent);
      return Promise.resolve({ ...LINK, state: 'connected', waiting: 2 });
    },
  });
  const link = new Link(backend, () => false);
  link.listen();
  await link.connect({ address: 'https://centre.example.om', code: 'code' });
  expect(link.status).toEqual(sent);
});

it('takes an answer where nothing was heard meanwhile', async () => {
  const waiting: LinkStatus = { ...LINK, state: 'connected', waiting: 2 };
  const { backend } = fakeBackend({ connectCentre: () => Promise.resolve(waiting) });
  const link = new Link(backend, () => false);
  await link.connect({ address: 'https://centre.example.om', code: 'code' });
  expect(link.status).toEqual(waiting);
});
