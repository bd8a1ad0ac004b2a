export { BackupState, provideBackups, useBackups, type BackupDone } from './backups.svelte';
