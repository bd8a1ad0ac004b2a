export { Now, provideNow, useNow } from './now.svelte';
