export { provideOpening, useOpening, type Opening } from './opening';
