export { CallChanges, provideCallChanges, useCallChanges } from './changes.svelte';
