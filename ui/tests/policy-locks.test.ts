// Every setting that a policy can fix is shown with its value, says in words who fixed it, and cannot be changed: in both
// languages, whether the machine's own policy says so or that of the centre.
import { afterEach, expect, it, vi } from 'vitest';

import type { AppState, Backend, LocaleCode, PolicyField } from '../src/lib/backend';
import { fakeBackend, signedInAs, STATE, WAYS_IN } from './fake-backend';
import { samplingSheet } from './fake-lists';
import { show } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const WORDS: Record<LocaleCode, { own: string; centre: string }> = {
  ar: {
    own: 'حدّدته سياسة المؤسسة.',
    centre: 'حدّدته سياسة المؤسسة لجميع أجهزة الموقع من الخادم المركزي.',
  },
  en: {
    own: 'Set by your organisation’s policy.',
    centre: 'Set by your organisation’s policy for all machines of the site, from the central server.',
  },
};

const one = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`nothing at ${selector}`);
  return found;
};

/** What a screen reader says after the name of a control. */
function description(control: HTMLElement): string {
  const ids = (control.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

const field = (selector: string) => () => {
  const control = one<HTMLInputElement>(selector);
  return { fixed: control.readOnly || control.disabled, value: control.value, words: description(control) };
};

/** What opens the data has no value to be typed: the words stand where it would be set up. */
const way = (at: number) => () => {
  const words = Array.from(document.querySelectorAll<HTMLElement>('p.fixed'), (p) => p.textContent);
  return { fixed: true, value: '', words: words[at] ?? '' };
};

/** What nobody chooses at a machine is told where it holds. */
const kept = (key: string) => () => {
  const words = one(`[data-kept="${key}"]`).textContent;
  return { fixed: true, value: '', words };
};

/** Every key that a policy has: one that is added must be shown somewhere before this compiles. */
const SHOWN: Record<PolicyField, () => { fixed: boolean; value: string; words: string }> = {
  lockMin: field('[data-field="lockMin"]'),
  lockInCallMin: field('[data-field="lockInCallMin"]'),
  language: () => {
    const control = one('main button[lang="ar"]');
    return {
      fixed: control.getAttribute('aria-disabled') === 'true',
      value: '',
      words: description(control),
    };
  },
  digits: field('main input[type="radio"]'),
  centreAddress: field('[data-field="address"]'),
  keyring: way(0),
  keyFile: way(1),
  notifications: () => {
    const box = Array.from(document.querySelectorAll<HTMLInputElement>('main input[type="checkbox"]'));
    const [control] = box.filter((input) => description(input) !== '');
    return { fixed: control?.disabled ?? false, value: '', words: control ? description(control) : '' };
  },
  backupFolder: field('[data-field="backupFolder"]'),
  backupDaily: kept('backupDaily'),
  backupWeekly: kept('backupWeekly'),
  backupWarnDays: kept('backupWarnDays'),
  keepMonths: kept('keepMonths'),
  samplesPerAgent: field('dialog [data-field="per_agent"]'),
};

/** Keys of a machine's own policy alone. */
const OWN: readonly PolicyField[] = ['centreAddress', 'keyFile', 'keyring', 'backupFolder'];

function named(id: string): HTMLElement {
  const found = Array.from(document.querySelectorAll('button')).find((button) =>
    (button.getAttribute('aria-label') ?? button.textContent).replace(/[\u2068\u2069]/g, '').includes(id),
  );
  if (!found) throw new Error(`no button ${id}`);
  return found;
}

for (const locale of ['ar', 'en'] as const) {
  for (const by of ['own', 'centre'] as const) {
    it(`shows each as fixed: ${locale}, by the policy of ${by}`, async () => {
      const all = Object.keys(SHOWN) as PolicyField[];
      const changed = vi.fn();
      const state: AppState = {
        ...STATE,
        locale,
        signedIn: {
          ...signedInAs(['machine_manage', 'backup_make', 'centre_connect', 'lists_manage', 'person_erase']),
          locale,
        },
        policy: {
          ...STATE.policy,
          locked: all,
          byCentre: by === 'centre' ? all.filter((key) => !OWN.includes(key)) : [],
          centreAddress: 'https://nida.example',
        },
      };
      const asked: Partial<Backend> = {
        appState: () => Promise.resolve(state),
        waysIn: () =>
          Promise.resolve({ ...WAYS_IN, keyFile: true, keyFileNamed: true, keyringAllowed: false }),
        noticeSetting: () => Promise.resolve({ shown: false }),
        listSheet: () => Promise.resolve(samplingSheet()),
        setLockTimes: changed,
        setBackupPlace: changed,
        setPreferences: changed,
        setNotices: changed,
        changeLists: changed,
      };
      leave = show(fakeBackend(asked).backend);
      const opens = locale === 'ar' ? ['الإعدادات', 'فتح القوائم'] : ['Settings', 'Open the lists'];
      for (const [at, name] of opens.entries()) {
        await vi.waitFor(() => {
          named(name).click();
        });
        // The settings themselves are looked at before the lists take their place.
        const here = all.filter((key) => (key === 'samplesPerAgent') === (at === 1));
        if (at === 1) {
          await vi.waitFor(() => {
            named(locale === 'ar' ? 'تعديل «عينات المراجعة»' : 'Edit “Samples to look at”').click();
          });
        }
        await vi.waitFor(() => {
          for (const key of here) {
            const shown = SHOWN[key]();
            expect(shown.fixed, key).toBe(true);
            expect(shown.words, key).toContain(WORDS[locale][OWN.includes(key) ? 'own' : by]);
          }
        });
        for (const box of document.querySelectorAll<HTMLElement>('main input, main button[lang]'))
          box.click();
      }
      expect(SHOWN.samplesPerAgent().value).toBe('5');
      expect(changed).not.toHaveBeenCalled();
    });
  }
}
