// The condition of the machine on the screen: what was found with what to do, a thorough check that can be stopped, and
// nothing of it for whoever may not have the journal checked.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, Condition, Finding } from '../src/lib/backend';
import { fakeBackend, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const OLD: Finding = {
  area: 'backups',
  level: 'warning',
  code: 'backups_old',
  args: { at: '0', days: '5' },
  problem: null,
};
const AWAY: Finding = {
  area: 'centre',
  level: 'warning',
  code: 'centre_away',
  args: {},
  problem: { code: 'centre_unreachable', args: {} },
};
const OPENS: Finding = { area: 'store', level: 'ok', code: 'store_opens', args: {}, problem: null };
const LOOKED: Condition = { level: 'warning', thorough: false, findings: [OPENS, OLD, AWAY] };

async function open(changes: Partial<Backend>, rights = ['journal_verify']): Promise<void> {
  const signedIn = signedInAs(['shift_read', ...rights]);
  const { backend } = fakeBackend({
    appState: () => Promise.resolve({ ...STATE, signedIn }),
    condition: () => Promise.resolve(LOOKED),
    ...changes,
  });
  leave = show(backend);
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
}

/** Without what keeps the words of one direction apart from those around them. */
const plain = (text: string | null | undefined) => (text ?? '').replace(/[\u200e\u2068\u2069]/g, '');

const said = (words: string) =>
  vi.waitFor(() => {
    expect(plain(document.body.textContent)).toContain(words);
  });

it('says what was found and what to do, the area above it', async () => {
  await open({});
  await said('ثمة ما يحتاج إلى متابعة');
  await said('الأيام منذها: 5');
  await said('لا إجابة من هذا العنوان');
  const areas = Array.from(document.querySelectorAll('section section h3')).map((one) => one.textContent);
  expect(areas).toEqual(expect.arrayContaining(['البيانات', 'النسخ الاحتياطية', 'الخادم المركزي']));
  const old = document.querySelector('[data-finding="backups_old"]');
  expect(plain(old?.textContent)).toContain('المطلوب: انسخ احتياطيًا الآن');
  // What is well asks for nothing.
  const opens = document.querySelector('[data-finding="store_opens"]');
  expect(plain(opens?.textContent)).not.toContain('المطلوب');
});

it('checks thoroughly, tells how far it is, and ends where that is wanted', async () => {
  let done: (condition: Condition | null) => void = () => undefined;
  const conditionStop = vi.fn<Backend['conditionStop']>(() => {
    done(null);
    return Promise.resolve();
  });
  await open({
    checkCondition: () => new Promise((resolve) => (done = resolve)),
    conditionProgress: () => Promise.resolve({ area: 'journal', done: 1, of: 4 }),
    conditionStop,
  });
  await said('ثمة ما يحتاج إلى متابعة');
  (await get('button', 'فحص شامل')).click();
  (await get('button', 'إيقاف الفحص')).click();
  await said('أُوقف الفحص');
  expect(conditionStop).toHaveBeenCalledOnce();
  await said('الأيام منذها: 5');

  (await get('button', 'فحص شامل')).click();
  done({ level: 'ok', thorough: true, findings: [OPENS] });
  await said('كل شيء سليم.');
  expect(plain(document.body.textContent)).not.toContain('كان هذا فحصًا سريعًا');
});

it('offers the thorough check to those alone who may have the journal checked', async () => {
  await open({}, []);
  await said('ثمة ما يحتاج إلى متابعة');
  await gone('button', 'فحص شامل');
});
