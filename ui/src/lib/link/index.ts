export { Link, provideLink, useLink } from './link.svelte';
export { entryKind, epochReason, heldReason, LINK_WORDS, PACK_WORDS, packRefusal } from './words';
