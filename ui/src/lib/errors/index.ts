export {
  asErrorDto,
  explain,
  explainFault,
  explainWait,
  fieldFault,
  severityOf,
  type FieldFault,
  type ScreenRule,
  type Severity,
} from './errors';
