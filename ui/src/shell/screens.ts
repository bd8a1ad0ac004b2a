// The screens that exist, who sees them and their key.

import type { MessageId } from '../lib/i18n';
import type { ActionId } from '../lib/keys';
import type { Right } from '../lib/session';

export type ScreenName = 'desk' | 'cases' | 'shift' | 'figures' | 'settings';

export interface ScreenSpec {
  name: ScreenName;
  label: MessageId;
  action: ActionId;
  /** The right without which it is not offered; none where everybody has it. */
  right: Right | null;
}

export const SCREENS: readonly ScreenSpec[] = [
  { name: 'desk', label: 'common-screen-desk', action: 'screen.desk', right: 'call_log' },
  { name: 'cases', label: 'common-screen-cases', action: 'screen.cases', right: 'case_read' },
  { name: 'shift', label: 'common-screen-shift', action: 'screen.shift', right: 'shift_read' },
  { name: 'figures', label: 'common-screen-figures', action: 'screen.figures', right: 'figures_read' },
  { name: 'settings', label: 'common-screen-settings', action: 'screen.settings', right: null },
];
