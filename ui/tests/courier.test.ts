// The courier in the settings: what waits is written to a stick, receipts are taken in, and what came of it is said.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend } from '../src/lib/backend';
import { fakeBackend, LINK, refusal, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function open(changes: Partial<Backend>, rights = ['courier_carry']): Promise<void> {
  const signedIn = signedInAs(['shift_read', ...rights]);
  const linkStatus = () =>
    Promise.resolve({ ...LINK, state: 'unreachable' as const, site: 'نزوى', waiting: 3 });
  leave = show(
    fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), linkStatus, ...changes }).backend,
  );
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
}

const said = (words: string) =>
  vi.waitFor(() => {
    expect(document.body.textContent).toContain(words);
  });

it('writes what waits, and says what is left', async () => {
  const courierOut = vi.fn<Backend['courierOut']>(() =>
    Promise.resolve({ name: 'ab.nida-courier', confirmed: false, entries: 3, left: 2 }),
  );
  await open({ courierOut });
  const write = await get('button', 'كتابة ملف');
  write.click();
  await said('هذا الحقل مطلوب');
  expect(courierOut).not.toHaveBeenCalled();
  type(await get('field', 'مسار وحدة التخزين'), ' /media/usb ');
  write.click();
  await said('ab.nida-courier');
  expect(courierOut).toHaveBeenCalledExactlyOnceWith('/media/usb');
  await said('بقي قيدان لملف آخر.');
  await said('أخرجها إخراجًا آمنًا قبل نزعها');
});

it('takes receipts in, and says what is wrong with one', async () => {
  const courierIn = vi
    .fn<Backend['courierIn']>()
    .mockResolvedValueOnce({
      enrolled: false,
      receipts: 1,
      acknowledged: 3,
      held: 1,
      arrived: 7,
      packs: 1,
      packsRefused: [{ kind: 'lists', refused: { version: 4, reason: 'field', at: 'own', field: 'ar' } }],
      problem: null,
    })
    .mockRejectedValueOnce(refusal('courier_tampered'));
  await open({ courierIn });
  type(await get('field', 'مسار وحدة التخزين'), '/media/usb');
  const take = await get('button', 'قراءة الإيصالات');
  take.click();
  await said('عُلّق قيد واحد.');
  await said('وصلت مع الإيصال مجموعة واحدة مما نشره الخادم المركزي');
  await said('لم تُقبل مجموعة واحدة');
  take.click();
  await said('لم يُقرأ منه شيء');
});

it('lets whoever was cut off come back with a new code', async () => {
  const problem = refusal('centre_refused');
  const linkStatus = () => Promise.resolve({ ...LINK, state: 'refused' as const, site: 'نزوى', problem });
  await open({ linkStatus }, ['centre_connect']);
  await get('field', 'رمز التسجيل');
  await get('button', 'قراءة بطاقة الخادم المركزي');
});

it('says that the clock of this machine is wrong, and nothing of one that is right', async () => {
  const state = { ...LINK, state: 'connected' as const, site: 'نزوى' };
  const linkStatus = vi.fn<Backend['linkStatus']>(() => Promise.resolve({ ...state, clockAheadMin: 2880 }));
  await open({ linkStatus });
  await said('ساعة هذا الجهاز متقدمة');
  await leave?.();
  linkStatus.mockResolvedValue({ ...state, clockAheadMin: -3 });
  await open({ linkStatus });
  await said('ساعة هذا الجهاز متأخرة');
  await leave?.();
  linkStatus.mockResolvedValue({ ...state, clockAheadMin: 0 });
  await open({ linkStatus });
  await said('نزوى');
  expect(document.body.textContent).not.toContain('ساعة هذا الجهاز');
});

it('enrols a place with no line again when somebody asks for it', async () => {
  await open({}, ['centre_connect']);
  const words = 'تسجيل هذا الجهاز من جديد بلا اتصال، إن كان تسجيله قد أُلغي';
  const summary = await vi.waitFor(() => {
    const found = Array.from(document.querySelectorAll('summary')).find((one) => one.textContent === words);
    if (!found) throw new Error(words);
    return found;
  });
  await gone('button', 'قراءة بطاقة الخادم المركزي');
  const details = summary.closest('details');
  if (!details) throw new Error('a summary of nothing');
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await get('button', 'قراءة بطاقة الخادم المركزي');
});

it('enrols by files, once the fingerprint was compared', async () => {
  const courierCard = vi.fn<Backend['courierCard']>(() =>
    Promise.resolve({ address: 'https://centre.example.om', fingerprint: 'aaaaa-bbbbb-ccccc-ddddd' }),
  );
  const courierEnrol = vi.fn<Backend['courierEnrol']>(() =>
    Promise.resolve({ name: 'cd.nida-courier', confirmed: true, entries: 0, left: 0 }),
  );
  const linkStatus = () => Promise.resolve(LINK);
  await open({ courierCard, courierEnrol, linkStatus }, ['centre_connect']);
  type(await get('field', 'مسار وحدة التخزين'), '/media/usb');
  (await get('button', 'قراءة بطاقة الخادم المركزي')).click();
  await said('aaaaa-bbbbb-ccccc-ddddd');
  const codes = document.querySelectorAll<HTMLInputElement>('[data-field="courier-code"]');
  expect(codes).toHaveLength(1);
  type(codes[0] as HTMLInputElement, 'ABCD-EFGH');
  (await get('button', 'كتابة طلب التسجيل')).click();
  await said('cd.nida-courier');
  expect(courierEnrol).toHaveBeenCalledExactlyOnceWith({
    ...{ folder: '/media/usb', fingerprint: 'aaaaa-bbbbb-ccccc-ddddd', code: 'ABCD-EFGH' },
  });
});

it('says whether the answer enrols the machine', async () => {
  const none = {
    enrolled: false,
    receipts: 1,
    acknowledged: 0,
    held: 0,
    arrived: 0,
    packs: 0,
    packsRefused: [],
    problem: null,
  };
  const courierIn = vi
    .fn<Backend['courierIn']>()
    .mockResolvedValueOnce(none)
    .mockResolvedValueOnce({ ...none, problem: { code: 'courier_tampered', args: {} } })
    .mockResolvedValueOnce({ ...none, enrolled: true });
  await open({ courierIn, linkStatus: () => Promise.resolve(LINK) }, ['centre_connect']);
  type(await get('field', 'مسار وحدة التخزين'), '/media/usb');
  const take = await get('button', 'قراءة الرد');
  take.click();
  await said('ليس في هذا المجلد رد يكتمل به تسجيل هذا الجهاز.');
  take.click();
  await said('لم يُقرأ منه شيء');
  expect(document.body.textContent).not.toContain('رُبط الجهاز بالخادم المركزي.');
  take.click();
  await said('رُبط الجهاز بالخادم المركزي.');
});

it('is not there for whoever may not carry', async () => {
  await open({}, []);
  await get('heading', 'الخادم المركزي');
  await gone('button', 'كتابة ملف');
});
