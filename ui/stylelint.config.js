/** Only logical properties: one sheet serves both directions. */
const physical = [
  'left',
  'right',
  'top',
  'bottom',
  'inset',
  'width',
  'height',
  '/^(min|max)-(width|height)$/',
  '/^(margin|padding)-(left|right|top|bottom)$/',
  '/^border-(left|right|top|bottom)(-.*)?$/',
  '/^border-(top|bottom)-(left|right)-radius$/',
  '/^scroll-(margin|padding)-(left|right|top|bottom)$/',
  '/^overflow-[xy]$/',
  'float',
  'clear',
];

export default {
  rules: {
    'property-disallowed-list': [
      physical,
      { message: (name) => `Write the logical form of "${name}" (style: logical CSS only)` },
    ],
    'declaration-property-value-disallowed-list': {
      'text-align': ['left', 'right'],
      '/^transform$/': ['/translateX/'],
      direction: ['/.*/'],
    },
    'color-named': 'never',
    'declaration-block-no-duplicate-properties': true,
    'no-duplicate-selectors': true,
    'property-no-unknown': true,
    'unit-no-unknown': true,
    'block-no-empty': true,
    'color-no-invalid-hex': true,
  },
  overrides: [{ files: ['**/*.svelte'], customSyntax: 'postcss-html' }],
};
