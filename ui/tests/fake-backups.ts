// How the backups of a machine stand where none was made yet.

import type { BackupStanding, BackupStatus } from '../src/lib/backend';

export const NO_STANDING: BackupStanding = {
  lastAt: null,
  old: false,
  due: true,
  waysBehind: false,
  problem: null,
  failedAt: null,
};

export const NO_BACKUPS: BackupStatus = {
  own: NO_STANDING,
  chosen: null,
  underWay: false,
  daily: 7,
  weekly: 4,
  warnDays: 3,
  behindElsewhere: 0,
  roomLow: false,
};
