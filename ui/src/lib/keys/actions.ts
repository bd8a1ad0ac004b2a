// Every action that has a key: its name, its chords, where it works. Handlers, hints on buttons and the
// sheet of keys read this list; a test finds two actions that would fight for one chord.
// Never here: a bare letter, Alt with the number pad, Ctrl+Alt.

import type { MessageId } from '../i18n';
import type { Chord } from './chords';

/**
 * `everywhere`: on all screens of a person signed in; `answers`: in the layer of the answer cards, which
 * asks for them itself; else only on that screen.
 */
export type Scope = 'everywhere' | 'answers' | 'desk' | 'cases' | 'shift' | 'figures' | 'settings';

export interface ActionSpec {
  label: MessageId;
  scope: Scope;
  /** The first is shown as the hint. Every F-key has a second one: some laptops hide them. */
  chords: readonly Chord[];
  /** Works under a dialog too: who must leave the desk at once looks for no way out of it first. */
  always?: boolean;
}

const alt = (code: string): Chord => ({ code, alt: true });
const ctrl = (code: string): Chord => ({ code, ctrl: true });

export const ACTIONS = {
  'call.new': { label: 'keys-call-begin', scope: 'everywhere', chords: [{ code: 'F2' }, alt('KeyN')] },
  'channel.choose': { label: 'keys-channel', scope: 'desk', chords: [alt('KeyK')] },
  'draft.next': {
    label: 'keys-draft-next',
    scope: 'everywhere',
    chords: [{ code: 'F2', shift: true }, alt('KeyD')],
  },
  'call.ended': { label: 'keys-call-ended', scope: 'desk', chords: [{ code: 'F9' }, alt('KeyE')] },
  'call.hold': { label: 'keys-call-hold', scope: 'desk', chords: [alt('KeyL')] },
  'call.dropped': { label: 'keys-call-dropped', scope: 'desk', chords: [{ code: 'F8' }, ctrl('KeyD')] },
  'call.back': { label: 'keys-call-back', scope: 'desk', chords: [ctrl('KeyB')] },
  'call.save': { label: 'keys-call-save', scope: 'desk', chords: [ctrl('Enter')] },
  'call.save-other': {
    label: 'keys-call-save-other',
    scope: 'desk',
    chords: [alt('Enter'), { code: 'Enter', ctrl: true, shift: true }],
  },
  answers: { label: 'keys-answers', scope: 'everywhere', chords: [{ code: 'F3' }, alt('KeyA')] },
  'answers.language': { label: 'keys-answers-language', scope: 'answers', chords: [alt('KeyL')] },
  'person.choose': { label: 'keys-person-choose', scope: 'desk', chords: [alt('KeyP')] },
  'case.link': { label: 'keys-case-link', scope: 'desk', chords: [alt('KeyC')] },
  'case.same': { label: 'keys-case-same', scope: 'desk', chords: [alt('KeyI')] },
  'part.patient': { label: 'keys-part-patient', scope: 'desk', chords: [alt('KeyT')] },
  'part.questions': { label: 'keys-part-questions', scope: 'desk', chords: [alt('KeyQ')] },
  'part.affected': { label: 'keys-part-affected', scope: 'desk', chords: [alt('KeyG')] },
  'proposal.accept': { label: 'keys-proposal-accept', scope: 'desk', chords: [alt('KeyY')] },
  'issue.add': { label: 'keys-issue-add', scope: 'desk', chords: [alt('KeyS')] },
  'part.care': { label: 'keys-part-care', scope: 'desk', chords: [alt('KeyB')] },
  'part.place': { label: 'keys-part-place', scope: 'desk', chords: [alt('KeyM')] },
  'part.answer': { label: 'keys-part-answer', scope: 'desk', chords: [alt('KeyJ')] },
  'part.promise': { label: 'keys-part-promise', scope: 'desk', chords: [alt('KeyO')] },
  'part.refer': { label: 'keys-part-refer', scope: 'desk', chords: [alt('KeyR')] },
  'part.late': { label: 'keys-part-late', scope: 'desk', chords: [alt('KeyW')] },
  'part.contact': { label: 'keys-part-contact', scope: 'desk', chords: [alt('KeyV')] },
  'number.flag': { label: 'keys-number-flag', scope: 'desk', chords: [alt('KeyF')] },
  'call.urgent': { label: 'keys-call-urgent', scope: 'desk', chords: [alt('KeyU')] },
  'draft.discard': { label: 'keys-draft-discard', scope: 'desk', chords: [alt('Delete')] },
  'draft.kept': { label: 'keys-draft-kept', scope: 'desk', chords: [ctrl('KeyS')] },
  'pop.end': { label: 'keys-pop-end', scope: 'everywhere', chords: [alt('KeyX')] },
  undo: { label: 'keys-undo', scope: 'everywhere', chords: [alt('KeyZ')] },
  'type.0': { label: 'keys-non-service', scope: 'desk', chords: [alt('Digit0')] },
  'type.1': { label: 'keys-type', scope: 'desk', chords: [alt('Digit1')] },
  'type.2': { label: 'keys-type', scope: 'desk', chords: [alt('Digit2')] },
  'type.3': { label: 'keys-type', scope: 'desk', chords: [alt('Digit3')] },
  'type.4': { label: 'keys-type', scope: 'desk', chords: [alt('Digit4')] },
  'type.5': { label: 'keys-type', scope: 'desk', chords: [alt('Digit5')] },
  'type.6': { label: 'keys-type', scope: 'desk', chords: [alt('Digit6')] },
  'type.7': { label: 'keys-type', scope: 'desk', chords: [alt('Digit7')] },
  'type.8': { label: 'keys-type', scope: 'desk', chords: [alt('Digit8')] },
  'type.9': { label: 'keys-type', scope: 'desk', chords: [alt('Digit9')] },
  // The digits leave room for the screens that stand between these in the order of the product.
  'screen.desk': { label: 'keys-screen-desk', scope: 'everywhere', chords: [ctrl('Digit1')] },
  'screen.cases': { label: 'keys-screen-cases', scope: 'everywhere', chords: [ctrl('Digit2')] },
  'screen.shift': { label: 'keys-screen-shift', scope: 'everywhere', chords: [ctrl('Digit7')] },
  'screen.figures': { label: 'keys-screen-figures', scope: 'everywhere', chords: [ctrl('Digit8')] },
  'screen.settings': { label: 'keys-screen-settings', scope: 'everywhere', chords: [ctrl('Digit9')] },
  'review.open': { label: 'keys-review', scope: 'everywhere', chords: [ctrl('KeyE')] },
  'import.open': { label: 'keys-import', scope: 'everywhere', chords: [ctrl('KeyI')] },
  'shift.print': { label: 'keys-shift-print', scope: 'shift', chords: [ctrl('KeyP')] },
  'shift.export': { label: 'keys-shift-export', scope: 'shift', chords: [alt('KeyE')] },
  'shift.comment': { label: 'keys-shift-comment', scope: 'shift', chords: [alt('KeyC')] },
  'shift.return': { label: 'keys-shift-return', scope: 'shift', chords: [alt('KeyR')] },
  'shift.score': { label: 'keys-shift-score', scope: 'shift', chords: [alt('KeyQ')] },
  'shift.sign': { label: 'keys-shift-sign', scope: 'shift', chords: [alt('KeyG')] },
  'shift.hand-over': { label: 'keys-shift-hand-over', scope: 'shift', chords: [alt('KeyO')] },
  'shift.journal': { label: 'keys-shift-journal', scope: 'shift', chords: [alt('KeyJ')] },
  'figures.period': { label: 'keys-figures-period', scope: 'figures', chords: [alt('KeyP')] },
  'figures.definitions': { label: 'keys-figures-definitions', scope: 'figures', chords: [alt('KeyQ')] },
  'figures.bulletin': { label: 'keys-figures-bulletin', scope: 'figures', chords: [alt('KeyB')] },
  'figures.print': { label: 'keys-figures-print', scope: 'figures', chords: [ctrl('KeyP')] },
  'pane.next': {
    label: 'keys-pane-next',
    scope: 'everywhere',
    chords: [{ code: 'F6' }, ctrl('BracketRight')],
  },
  'pane.previous': {
    label: 'keys-pane-previous',
    scope: 'everywhere',
    chords: [{ code: 'F6', shift: true }, ctrl('BracketLeft')],
  },
  lock: { label: 'keys-lock', scope: 'everywhere', chords: [ctrl('KeyL')], always: true },
  palette: { label: 'keys-palette', scope: 'everywhere', chords: [ctrl('KeyK')] },
  'keys.sheet': { label: 'keys-sheet', scope: 'everywhere', chords: [{ code: 'F1' }, alt('KeyH')] },
} as const satisfies Record<string, ActionSpec>;

export type ActionId = keyof typeof ACTIONS;

export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];

/** The list as plain specs, where the exact chords do not matter. */
export function spec(id: ActionId): ActionSpec {
  return ACTIONS[id];
}

/** Actions of the types by their digit, 0–9. */
export const TYPE_ACTIONS: readonly ActionId[] = [
  'type.0',
  'type.1',
  'type.2',
  'type.3',
  'type.4',
  'type.5',
  'type.6',
  'type.7',
  'type.8',
  'type.9',
];

/** What the webview would do by itself and must not: reload, caret browsing, tools, history, its own print. */
export const TAKEN_AWAY: readonly Chord[] = [
  { code: 'F5' },
  { code: 'F5', ctrl: true },
  { code: 'F5', shift: true },
  { code: 'F7' },
  { code: 'F12' },
  ctrl('KeyR'),
  { code: 'KeyR', ctrl: true, shift: true },
  { code: 'KeyI', ctrl: true, shift: true },
  ctrl('KeyP'),
  ctrl('KeyS'),
  alt('ArrowLeft'),
  alt('ArrowRight'),
  alt('ArrowUp'),
  alt('ArrowDown'),
  { code: 'BrowserBack' },
  { code: 'BrowserForward' },
  { code: 'BrowserRefresh' },
];
