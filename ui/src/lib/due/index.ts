export { Due, provideDue, useDue } from './due.svelte';
export { dueWords, instantAt, isOverdue } from './words';
