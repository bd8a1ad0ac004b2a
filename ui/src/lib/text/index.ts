export { newId } from './id';
export { tooLongToTake } from './paste';
export { fieldDir, keepable, latinDigits, lengthOf, overLimit } from './text';
