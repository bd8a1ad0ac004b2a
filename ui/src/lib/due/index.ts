export { Due, provideDue, useDue } from './due.svelte';
