export { localDay } from './local-day';
export { Now, provideNow, useNow } from './now.svelte';
