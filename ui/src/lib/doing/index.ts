export { Doing } from './doing.svelte';
export { LongWork } from './long.svelte';
export { FollowUpDoing, type FollowUpAct, type FollowUpForm, type FollowUpWork } from './follow-ups.svelte';
