export { Idle, NOTICE_MS } from './idle.svelte';
