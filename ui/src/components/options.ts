// What a type-ahead offers.

export interface ComboOption {
  key: string;
  label: string;
  /** Said smaller beside it: what it belongs to. */
  detail?: string;
  /** A class that gives `--tone`. */
  tone?: string;
}

/** The options at hand and how many more answer. */
export interface ComboFound {
  options: ComboOption[];
  more: number;
}
