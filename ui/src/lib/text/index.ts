export { newId } from './id';
export { keepable, latinDigits, lengthOf, overLimit } from './text';
