// Elements that are shown and bear a role, in the order of the page, each with its name: what a
// screen reader would say. Run with the role; an empty role means every element with a role.
const [wanted] = arguments;

const byTag = {
  article: 'article', aside: 'complementary', button: 'button', dialog: 'dialog', fieldset: 'group',
  footer: 'contentinfo', form: 'form', h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading',
  header: 'banner', img: 'img', li: 'listitem', main: 'main', nav: 'navigation', ol: 'list', option: 'option',
  output: 'status', progress: 'progressbar', section: 'region', select: 'combobox', summary: 'button',
  table: 'table', tbody: 'rowgroup', td: 'cell', textarea: 'textbox', th: 'columnheader', thead: 'rowgroup',
  tr: 'row', ul: 'list',
};
const byType = {
  button: 'button', checkbox: 'checkbox', image: 'button', number: 'spinbutton', radio: 'radio',
  range: 'slider', reset: 'button', search: 'searchbox', submit: 'button',
};
// Roles whose name is their content where nothing else names them.
const namedByContent = new Set(['button', 'cell', 'checkbox', 'columnheader', 'gridcell', 'heading', 'link',
  'listitem', 'menuitem', 'option', 'radio', 'row', 'switch', 'tab', 'alert', 'status']);

function roleOf(element) {
  const given = element.getAttribute('role');
  if (given) return given.trim().split(/\s+/)[0];
  const tag = element.localName;
  if (tag === 'a') return element.hasAttribute('href') ? 'link' : '';
  if (tag === 'input') {
    if (element.type === 'hidden') return '';
    return element.hasAttribute('list') ? 'combobox' : (byType[element.type] ?? 'textbox');
  }
  return byTag[tag] ?? '';
}

const plain = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();

function contentOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (node.getAttribute('aria-hidden') === 'true' || getComputedStyle(node).display === 'none') return '';
  if (node.hasAttribute('aria-label')) return ` ${node.getAttribute('aria-label')} `;
  if (node.localName === 'img') return node.alt;
  const inner = [...node.childNodes].map(contentOf).join('');
  return getComputedStyle(node).display.startsWith('inline') ? inner : ` ${inner} `;
}

function nameOf(element, role) {
  const by = element.getAttribute('aria-labelledby');
  if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(contentOf).join(' '));
  if (plain(element.getAttribute('aria-label'))) return plain(element.getAttribute('aria-label'));
  if (element.labels?.length) return plain([...element.labels].map(contentOf).join(' '));
  if (element.localName === 'fieldset') return plain(contentOf(element.querySelector('legend') ?? document.createTextNode('')));
  if (element.localName === 'table' && element.caption) return plain(contentOf(element.caption));
  if (element.localName === 'img') return plain(element.alt);
  if (namedByContent.has(role)) {
    const content = plain(contentOf(element)) || plain(element.value);
    if (content) return content;
  }
  return plain(element.title) || plain(element.placeholder);
}

// What lies behind an open dialog can be read there and not pressed.
const modal = [...document.querySelectorAll('dialog:modal')].at(-1);

const found = [];
for (const element of document.querySelectorAll('*')) {
  const role = roleOf(element);
  if (!role || role === 'presentation' || role === 'none') continue;
  if (wanted && role !== wanted) continue;
  if (wanted === 'button' && modal && !modal.contains(element)) continue;
  if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[aria-hidden="true"],[inert]')) continue;
  found.push([element, role, nameOf(element, role)]);
}
return found;
