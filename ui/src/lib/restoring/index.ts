export { provideRestoring, Restoring, useRestoring } from './restoring.svelte';
