export { Link, provideLink, useLink } from './link.svelte';
export { heldReason, LINK_WORDS } from './words';
