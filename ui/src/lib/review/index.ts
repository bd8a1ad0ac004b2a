export { provideReviews, Reviews, useReviews } from './review.svelte';
