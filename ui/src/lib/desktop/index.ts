export { Closing, provideClosing, useClosing } from './closing.svelte';
export { Pops } from './pops.svelte';
