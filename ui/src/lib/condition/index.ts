export { ConditionState, provideCondition, useCondition } from './condition.svelte';
export { AREAS, FINDINGS, LEVELS } from './words';
