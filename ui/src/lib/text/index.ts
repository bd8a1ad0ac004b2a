export { newId } from './id';
export { tooLongToTake } from './paste';
export { keepable, latinDigits, lengthOf, overLimit } from './text';
