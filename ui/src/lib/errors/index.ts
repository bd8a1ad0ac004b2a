export {
  asErrorDto,
  explain,
  explainFault,
  explainWait,
  fieldFault,
  severityOf,
  type FieldFault,
  type Severity,
} from './errors';
