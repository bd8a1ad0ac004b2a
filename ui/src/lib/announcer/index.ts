export { Announcer, provideAnnouncer, useAnnouncer } from './announcer.svelte';
