// A key that two actions want, or that an Arabic layout kills, is found here and not by an agent.
import { describe, expect, it, vi } from 'vitest';

import {
  ACTION_IDS,
  chordKey,
  fights,
  Keys,
  matches,
  readBindings,
  rival,
  spec,
  TAKEN_AWAY,
  unfit,
  type Chord,
} from '../src/lib/keys';
import { keyDown } from './screen';

const chords = ACTION_IDS.flatMap((id) => spec(id).chords.map((chord) => ({ id, chord })));

function stroke(chord: Chord, more: KeyboardEventInit = {}): KeyboardEvent {
  return keyDown({
    code: chord.code,
    key: 'ؤ',
    ctrlKey: chord.ctrl ?? false,
    altKey: chord.alt ?? false,
    shiftKey: chord.shift ?? false,
    cancelable: true,
    ...more,
  });
}

describe('the registry', () => {
  it('has no chord for two actions that can meet on one screen', () => {
    expect(fights()).toEqual([]);
  });

  it('never uses Ctrl+Alt, the number pad with Alt, or a bare letter', () => {
    for (const { id, chord } of chords) {
      expect(chord.ctrl && chord.alt, id).toBeFalsy();
      expect(chord.code.startsWith('Numpad'), id).toBe(false);
      if (!/^F\d+$/.test(chord.code)) expect(chord.ctrl || chord.alt, id).toBeTruthy();
    }
  });

  it('gives every action on an F-key a second chord: some laptops hide them', () => {
    for (const id of ACTION_IDS.filter((one) => /^F\d+$/.test(spec(one).chords[0]?.code ?? ''))) {
      expect(spec(id).chords.length, id).toBeGreaterThan(1);
    }
  });
});

describe('a chord', () => {
  it('is matched by the place of the key, whatever letter the layout gives it', () => {
    expect(matches({ code: 'KeyU', alt: true }, stroke({ code: 'KeyU', alt: true }, { key: 'ع' }))).toBe(
      true,
    );
  });

  it('takes both Enter keys', () => {
    const save = { code: 'Enter', ctrl: true };
    expect(matches(save, stroke({ code: 'NumpadEnter', ctrl: true }))).toBe(true);
    expect(matches(save, stroke({ code: 'Enter', ctrl: true }))).toBe(true);
  });

  it('is not met by AltGr, which types letters', () => {
    const at = stroke({ code: 'KeyU', alt: true }, { modifierAltGraph: true });
    expect(matches({ code: 'KeyU', alt: true }, at)).toBe(false);
  });

  it('is not met by a digit of the number pad, nor with one modifier more', () => {
    const four = { code: 'Digit4', alt: true };
    expect(matches(four, stroke({ code: 'Numpad4', alt: true }))).toBe(false);
    expect(matches(four, stroke({ code: 'Digit4', alt: true, ctrl: true }))).toBe(false);
    expect(matches(four, stroke({ code: 'Digit4', alt: true, shift: true }))).toBe(false);
  });
});

describe('the listener', () => {
  it('asks who registered last, and gives back to who came before', () => {
    const keys = new Keys();
    const first = vi.fn();
    const second = vi.fn();
    keys.on('call.save', first);
    const off = keys.on('call.save', second);
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    off();
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('does nothing on another screen or under a dialog', () => {
    const keys = new Keys();
    const save = vi.fn();
    keys.on('call.save', save);
    keys.screen = 'shift';
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    keys.screen = 'desk';
    const lift = keys.cover();
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect(save).not.toHaveBeenCalled();
    lift();
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect(save).toHaveBeenCalledOnce();
  });

  it('takes a key held down for one press', () => {
    const keys = new Keys();
    const begin = vi.fn();
    keys.on('call.new', begin);
    keys.listener(stroke({ code: 'F2' }));
    keys.listener(stroke({ code: 'F2' }, { repeat: true }));
    expect(begin).toHaveBeenCalledOnce();
  });

  it('takes away what the webview would do by itself', () => {
    const keys = new Keys();
    for (const chord of TAKEN_AWAY) {
      const event = stroke(chord);
      keys.listener(event);
      expect(event.defaultPrevented, chordKey(chord)).toBe(true);
    }
  });

  it('counts a Shift that switched the layout as held until it is let go', () => {
    const keys = new Keys();
    const [save, other] = [vi.fn(), vi.fn()];
    keys.onAll({ 'call.save': save, 'call.save-other': other });
    const shift = keyDown({ code: 'ShiftLeft', key: 'GroupNext', ctrlKey: true });
    keys.early(shift);
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect([save, other].map((one) => one.mock.calls.length)).toEqual([0, 1]);
    keys.late(shift);
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect(save).toHaveBeenCalledOnce();
    // Let go in another window.
    keys.early(shift);
    keys.away();
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect(save).toHaveBeenCalledTimes(2);
    // A Shift that is one comes with the key itself.
    keys.early(keyDown({ code: 'ShiftLeft', key: 'Shift', shiftKey: true }));
    keys.listener(stroke({ code: 'Enter', ctrl: true }));
    expect(save).toHaveBeenCalledTimes(3);
  });

  it('leaves the keys of a text field alone', () => {
    const keys = new Keys();
    for (const chord of [
      { code: 'KeyC', ctrl: true },
      { code: 'KeyV', ctrl: true },
      { code: 'KeyZ', ctrl: true },
      { code: 'KeyA' },
    ]) {
      const event = stroke(chord);
      keys.listener(event);
      expect(event.defaultPrevented, chordKey(chord)).toBe(false);
    }
  });
});

describe('a key that asks for a digit', () => {
  const alt = (code: string) => stroke({ code, alt: true });

  it('takes either digit, with Alt still held or not, before any field hears it', () => {
    for (const [code, held] of [
      ['Digit2', false],
      ['Digit2', true],
      ['Numpad2', false],
    ] as const) {
      const keys = new Keys();
      const chosen: string[] = [];
      keys.ask({
        title: '',
        choices: ['one', 'two'].map((label) => ({ label, choose: () => void chosen.push(label) })),
      });
      keys.early(alt('AltLeft'));
      const event = stroke({ code, alt: held });
      keys.early(event);
      expect(chosen, code).toEqual(['two']);
      expect(event.defaultPrevented).toBe(true);
      expect(keys.question).toBeNull();
    }
  });

  it('is left by Esc, by a digit that means nothing, and by any other key, which then does its own', () => {
    const keys = new Keys();
    const choose = vi.fn();
    const ask = () => {
      keys.ask({ title: '', choices: [{ label: 'one', choose }] });
    };
    for (const code of ['Escape', 'Digit7']) {
      ask();
      keys.early(stroke({ code }));
      expect(keys.question, code).toBeNull();
    }
    ask();
    const letter = stroke({ code: 'KeyB' });
    keys.early(letter);
    expect(keys.question).toBeNull();
    expect(letter.defaultPrevented).toBe(false);
    expect(choose).not.toHaveBeenCalled();
  });
});

describe('a person’s own keys', () => {
  it('stand in for those of the application, and hints follow', () => {
    const keys = new Keys();
    const begin = vi.fn();
    keys.on('call.new', begin);
    keys.bindings = readBindings({ 'call.new': [{ code: 'F4' }] });
    keys.listener(stroke({ code: 'F2' }));
    expect(begin).not.toHaveBeenCalled();
    keys.listener(stroke({ code: 'F4' }));
    expect(begin).toHaveBeenCalledOnce();
    expect(keys.chords('call.new').map(chordKey)).toEqual(['F4']);
  });

  it('say who has a chord already, and why one is fit for nobody', () => {
    expect(rival({}, 'call.new', { code: 'Enter', ctrl: true })).toBe('call.save');
    expect(rival({}, 'call.new', { code: 'F4' })).toBeNull();
    expect(rival({ 'call.new': [{ code: 'F4' }] }, 'draft.next', { code: 'F2' })).toBeNull();
    expect(unfit({ code: 'KeyB' })).toBe('letter');
    expect(unfit({ code: 'KeyC', ctrl: true })).toBe('editing');
    expect(unfit({ code: 'Numpad4', alt: true })).toBe('editing');
    expect(unfit({ code: 'KeyB', ctrl: true, alt: true })).toBe('altgr');
    expect(unfit({ code: 'F5' })).toBe('webview');
    expect(unfit({ code: 'F4' })).toBeNull();
  });

  it('never leave two actions with one chord, whatever was kept', () => {
    const read = readBindings({
      'call.new': [{ code: 'F4' }, { code: 'Enter', ctrl: true }, { code: 'KeyB' }],
      'draft.next': [{ code: 'F4' }],
      unknown: [{ code: 'F8' }],
      'call.save': 'rubbish',
    });
    expect(fights(read)).toEqual([]);
    expect(read['call.new']?.map(chordKey)).not.toContain('KeyB');
    expect(Object.keys(read)).not.toContain('unknown');
  });
});
