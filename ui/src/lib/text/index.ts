export { newId } from './id';
export { keepable, latinDigits, overLimit } from './text';
