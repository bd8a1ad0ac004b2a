// The colour that goes with a type: a second sign beside its name, never the only one.

const TONES: Partial<Record<string, string>> = {
  report: 'tone-report',
  complaint: 'tone-complaint',
  suggestion: 'tone-suggestion',
  health_ed: 'tone-health',
};

/** The class that gives `--tone`; types without one of their own share the neutral tone. */
export function toneOf(type: string): string {
  return TONES[type] ?? 'tone-other';
}
