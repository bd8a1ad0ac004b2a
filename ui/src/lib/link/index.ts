export { Link, provideLink, useLink } from './link.svelte';
export { entryKind, heldReason, LINK_WORDS } from './words';
