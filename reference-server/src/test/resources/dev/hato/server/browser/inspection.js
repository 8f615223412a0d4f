language => {
  const faults = [];
  const all = selector => [...document.querySelectorAll(selector)];
  const visible = element => element.checkVisibility() && element.getClientRects().length > 0;
  const show = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
  const check = (good, fault, element) => good || faults.push(element ? `${fault}: ${show(element)}` : fault);

  const root = document.scrollingElement;
  check(root.scrollWidth <= innerWidth, `scrolls to the side: ${root.scrollWidth} px`);
  check(document.documentElement.lang === language, `lang is ${document.documentElement.lang}`);
  check(document.title.trim(), 'has no title');
  check(all('h1').length === 1, `has ${all('h1').length} h1`);
  check(all('main').length === 1, 'has no main');
  const ids = all('[id]').map(element => element.id);
  check(new Set(ids).size === ids.length, `ids that are there twice: ${ids}`);

  for (const field of all('input:not([type=hidden], [hidden]), textarea, select')) {
    check([...field.labels].some(label => label.textContent.trim()), 'field without label', field);
    for (const id of (field.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)) {
      check(document.getElementById(id), 'field described by nothing', field);
    }
  }
  for (const input of all('input[name=username], input[name=login], input[name=email], input[type=password]')) {
    check(/^(username|email|current-password|new-password)$/.test(input.autocomplete), 'field without autocomplete', input);
  }
  for (const element of all('a[href], button')) {
    const pictures = [...element.querySelectorAll('img')].map(image => image.alt).join('');
    check((element.ariaLabel || element.textContent + pictures).trim(), 'nothing to call it', element);
  }
  for (const image of all('img')) {
    check(image.hasAttribute('alt'), 'picture without alt', image);
    check(!image.complete || image.naturalWidth > 0, 'picture that does not load', image);
  }
  for (const form of all('form')) {
    check(form.querySelector('input[name=csrf_token]'), 'form without token', form);
  }

  const thumb = 44;
  for (const target of all('button, .button, input:not([type=hidden], [hidden]), textarea, summary, header nav a, .brand').filter(visible)) {
    const height = target.getBoundingClientRect().height;
    check(height >= thumb - 0.5, `only ${height} px high`, target);
  }

  const parse = text => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) =>
    [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const background = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (parse(colour)[3] === 255) return colour;
    }
    return 'white';
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !visible(element)) continue;
    const pair = [getComputedStyle(element).color, background(element)];
    if (seen.has(pair.join())) continue;
    seen.add(pair.join());
    const [light, dark] = pair.map(c => luminance(parse(c))).sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    check(contrast >= 4.5, `contrast ${contrast.toFixed(2)} of ${pair.join(' on ')}`, element);
  }
  return faults;
}
