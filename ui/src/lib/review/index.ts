export { provideReviews, questionKey, Reviews, useReviews } from './review.svelte';
