export { Faults, focusField } from './faults.svelte';
export { personFaults, type PersonValues } from './person';
