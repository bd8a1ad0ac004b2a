export { provideUndo, Undo, useUndo, type Offer } from './undo.svelte';
